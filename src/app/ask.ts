/** Asks an endpoint in somebody's place, without HTTP: the same handler, the same rights. */
import type { Route } from '../accounts/route.ts';
import type { AnswerOf, Endpoint } from '../platform/contract.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import type { Holder } from '../today/later.ts';
import { routes } from './routes.ts';

const handlers = new Map(routes.map(({ endpoint, handle }) => [endpoint.name, handle]));

export async function askIn<E extends Endpoint>(
  school: School,
  endpoint: E,
  actor: Holder,
): Promise<AnswerOf<E> | undefined> {
  const handle = handlers.get(endpoint.name);
  if (!handle) throw new Error(`No handler answers ${endpoint.name}.`);
  const answer = await handle(withoutHttp(school, endpoint, actor));
  return isRefusal(answer) ? undefined : (answer as AnswerOf<E>);
}

function withoutHttp(school: School, { query }: Endpoint, actor: Holder): Parameters<Route['handle']>[0] {
  return {
    school,
    actor,
    params: {},
    query: query.parse({}),
    body: undefined,
    get request(): never {
      throw new Error('Nobody asked over HTTP.');
    },
    get reply(): never {
      throw new Error('Nobody asked over HTTP.');
    },
  };
}
