/**
 * A refusal is an answer, not an error: what was not done, why, and the clause that says so.
 * `clause` cites the school's text (五(三)1, 附錄), the national list (國1…) or our own defaults (產1…).
 * `refused` is a key of the `refusal.*` sentences in the screens' words; `facts` fill the sentence.
 */
export interface Refusal {
  refused: string;
  clause: string;
  facts: Record<string, string | number>;
}

export function refuse(refused: string, clause: string, facts: Refusal['facts'] = {}): Refusal {
  return { refused, clause, facts };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && 'clause' in value;
}
