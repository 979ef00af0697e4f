/** The words of letters: nothing in them that anybody looking over a shoulder could learn of somebody. */
import type { NoticeKind } from './notice.ts';

const happened: Partial<Record<NoticeKind, [zh: string, en: string]>> = {
  returned: ['有一件課程學習成果被退回了。', 'A course learning outcome was returned to you.'],
  reopened: ['課程學習成果的上傳重新開放了。', 'The upload of course learning outcomes is open again.'],
  doubt: ['收訖明細有人提出疑義。', 'A doubt was raised about receipt details.'],
};

interface Sender {
  school: string;
  publicUrl: string;
}

export function noticeLetter(kind: NoticeKind, { school, publicUrl }: Sender) {
  const [zh = '', en = ''] = happened[kind] ?? [];
  return {
    subject: `有一件事等您處理 · ${school}`,
    text: [
      zh,
      `請登入查看：${publicUrl}/notices`,
      '不想收到這樣的信，可以在「我的帳號」關閉。',
      '',
      en,
      `Please sign in: ${publicUrl}/notices`,
      'You can turn these letters off under “My account”.',
      '',
    ].join('\n'),
  };
}

export function codeLetter(code: string, minutes: number, { school, publicUrl }: Sender) {
  return {
    subject: `驗證電子郵件 · ${school}`,
    text: [
      `驗證碼：${code}`,
      `請在 ${minutes} 分鐘內於 ${publicUrl}/account 輸入。不是您要求的，請不用理會這封信。`,
      '',
      `Code: ${code}`,
      `Enter it at ${publicUrl}/account within ${minutes} minutes. If you did not ask for it, ignore this letter.`,
      '',
    ].join('\n'),
  };
}
