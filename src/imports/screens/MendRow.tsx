import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { importRow, mendRow } from '../contract.ts';
import type { Part } from './OneImport.tsx';
import { useProblem } from './problem.ts';

type Line = Part['bad']['lines'][number];
type CellShown = AnswerOf<typeof importRow>['cells'][number];

interface MendRowParts {
  importId: string;
  place: Line['place'];
  problems: readonly Line[];
  onClose(): void;
}

/** The cells of one row, those that are wrong first; what is typed is laid over the workbook and checked at once. */
export function MendRow({ importId, place, problems, onClose }: MendRowParts) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const answer = useAnswer(importRow, { params: { importId }, query: place });
  const act = useAct(mendRow);
  const cells = Object.entries(typed).map(([column, value]) => ({ column, value }));
  const isWrong = ({ column }: CellShown) => problems.some((line) => line.column === column);
  return (
    <Ask
      opened
      title={t('imports.mend.row', place)}
      confirm={t('imports.mend.save')}
      busy={act.isPending}
      disabled={cells.length === 0}
      onClose={onClose}
      onConfirm={() =>
        act.mutate({ params: { importId }, body: { place, cells } }, { onSuccess: () => onClose() })
      }
    >
      <p>{t('imports.mend.about')}</p>
      <RowProblems lines={problems.filter(({ column }) => column === '')} />
      <Answer of={answer}>
        {(row) => (
          <>
            {[...row.cells.filter(isWrong), ...row.cells.filter((cell) => !isWrong(cell))].map((cell, at) => (
              <CellField
                key={cell.column}
                cell={cell}
                first={at === 0}
                problems={problems.filter(({ column }) => column === cell.column)}
                value={typed[cell.column]}
                onType={(value) => setTyped((before) => ({ ...before, [cell.column]: value }))}
              />
            ))}
          </>
        )}
      </Answer>
      {act.error && <Refused error={act.error} />}
    </Ask>
  );
}

function RowProblems({ lines }: { lines: readonly Line[] }) {
  const problem = useProblem();
  return lines.map((line) => <p key={line.problem}>{problem(line)}</p>);
}

interface CellFieldParts {
  cell: CellShown;
  first: boolean;
  problems: readonly Line[];
  value: string | undefined;
  onType(value: string): void;
}

function CellField({ cell, first, problems, value, onType }: CellFieldParts) {
  const { t } = useWords();
  const problem = useProblem();
  const now = cell.mended ?? cell.came;
  const common = {
    mt: 'sm',
    label: cell.column,
    'data-autofocus': first || undefined,
    error:
      value === undefined && problems.length > 0 ? problems.map(problem).join(t('imports.comma')) : undefined,
    description:
      cell.mended === null
        ? undefined
        : t('imports.mend.came', { value: cell.came || t('imports.list.empty') }),
  };
  if (cell.choices.length > 0)
    return (
      <NativeSelect
        {...common}
        value={value ?? now}
        onChange={(event) => onType(event.currentTarget.value)}
        data={cell.choices.includes(now) ? cell.choices : [now, ...cell.choices]}
      />
    );
  // An ID number is typed anew from the papers: what stands there is shown masked, and nobody can read it off.
  return (
    <TextInput
      {...common}
      value={value ?? (cell.secret ? '' : now)}
      placeholder={cell.secret ? now : undefined}
      autoComplete="off"
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
