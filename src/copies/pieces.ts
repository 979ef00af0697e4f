/** What the sections of a copy's page are made of. */
import { dayOf, minguo, zone } from '../calendar/day.ts';
import { type Html, html, linkTo } from './html.ts';
import { type Label, labels } from './labels.ts';
import type { FilePart } from './portfolio.ts';

/** Pictures, sound and films play in the page; a document opens in its own window. */
export function shownFile({ path, name, size, mediaType, sha256 }: FilePart): Html {
  const facts = html`<small>${Math.ceil(size / 1024).toLocaleString('en')} KB　SHA-256 <code>${sha256.slice(0, 16)}…</code></small>`;
  if (path === null) return html`<p class="missing">${name}：${both(labels.missing)} ${facts}</p>`;
  const link = linkTo(path);
  return html`<figure>${
    mediaType.startsWith('image/')
      ? html`<a href="${link}"><img src="${link}" alt="${name}" loading="lazy"></a>`
      : mediaType.startsWith('video/')
        ? html`<video src="${link}" controls preload="metadata"></video>`
        : mediaType.startsWith('audio/')
          ? html`<audio src="${link}" controls preload="metadata"></audio>`
          : ''
  }<figcaption><a href="${link}">${name}</a> ${facts}</figcaption></figure>`;
}

export const heading = (label: Label): Html => html`<th scope="col">${both(label)}</th>`;

export function both([chinese, english]: Label): Html {
  return html`${chinese} <span lang="en">${english}</span>`;
}

export const day = (iso: string): string => minguo(iso);

export function moment(iso: string): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);
  return `${minguo(dayOf(at))} ${time}`;
}
