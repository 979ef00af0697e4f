import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { saveUsualPosts } from '../contract.ts';
import { type CadreLevel, cadreLengths, type UsualPost } from '../post.ts';

interface UsualParts {
  division: 'day' | 'continuing';
  level: CadreLevel;
  standing: readonly UsualPost[];
}

/** The posts a level's grids offer, in their order; saved as a whole. */
export function UsualPostsOf({ division, level, standing }: UsualParts) {
  const { t } = useWords();
  const [posts, setPosts] = useState<readonly (UsualPost & { key: number })[]>(() =>
    standing.map((post, key) => ({ ...post, key })),
  );
  const save = useAct(saveUsualPosts);
  const wanted = posts.filter(({ name }) => name.trim() !== '').map(({ key: _, ...post }) => post);
  const changed = JSON.stringify(wanted) !== JSON.stringify(standing);
  const set = (at: number, change: Partial<UsualPost>) =>
    setPosts(posts.map((post, index) => (index === at ? { ...post, ...change } : post)));
  const move = (at: number, by: number) => {
    const moved = posts[at];
    if (moved) setPosts(posts.toSpliced(at, 1).toSpliced(at + by, 0, moved));
  };
  const add = () => {
    const key = Math.max(-1, ...posts.map((post) => post.key)) + 1;
    setPosts([...posts, { name: '', single: true, needed: false, key }]);
  };
  return (
    <Section
      title={t('cadre.lists.usual', { level: t(`cadre.level.${level}`) })}
      aside={changed && <Status kind="draft">{t('cadre.lists.changed')}</Status>}
    >
      <Rows>
        {posts.map((post, at) => (
          <Row
            key={post.key}
            title={
              <TextInput
                size="sm"
                maxLength={cadreLengths.post}
                aria-label={t('cadre.lists.nameOf', { row: at + 1 })}
                value={post.name}
                onChange={(event) => set(at, { name: event.currentTarget.value })}
              />
            }
            end={
              <>
                <Checkbox
                  size="sm"
                  checked={post.single}
                  label={t('cadre.lists.single')}
                  aria-label={t('cadre.lists.singleOf', { post: post.name })}
                  onChange={(event) => set(at, { single: event.currentTarget.checked })}
                />
                {level === 'class' && (
                  <Checkbox
                    size="sm"
                    checked={post.needed}
                    label={t('cadre.lists.needed')}
                    aria-label={t('cadre.lists.neededOf', { post: post.name })}
                    onChange={(event) => set(at, { needed: event.currentTarget.checked })}
                  />
                )}
                <Group gap={0} wrap="nowrap">
                  <ActionIcon
                    size={36}
                    disabled={at === 0}
                    aria-label={t('cadre.lists.up', { post: post.name })}
                    onClick={() => move(at, -1)}
                  >
                    <IconArrowUp size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size={36}
                    disabled={at === posts.length - 1}
                    aria-label={t('cadre.lists.down', { post: post.name })}
                    onClick={() => move(at, 1)}
                  >
                    <IconArrowDown size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size={36}
                    aria-label={t('cadre.lists.remove', { post: post.name })}
                    onClick={() => setPosts(posts.toSpliced(at, 1))}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Group>
              </>
            }
          />
        ))}
      </Rows>
      {save.error && <Refused error={save.error} />}
      <Group mt="sm">
        <Button variant="default" size="sm" onClick={add}>
          {t('cadre.lists.addPost')}
        </Button>
        <Button
          size="sm"
          disabled={!changed}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { params: { division, level }, body: { posts: wanted } },
              { onSuccess: () => say(t('cadre.lists.saved')) },
            )
          }
        >
          {t('cadre.lists.save')}
        </Button>
      </Group>
    </Section>
  );
}
