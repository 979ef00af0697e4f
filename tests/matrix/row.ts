/** One endpoint of the matrix: what it is asked about 林育安, and where fewer than the right's holders are let in. */
import type { CallInput } from '../../src/app/demo/http-client.ts';
import type { Endpoint } from '../../src/platform/contract.ts';
import type { ActorName } from './actors.ts';
import type { World } from './world.ts';

export interface MatrixRow {
  endpoint: Endpoint;
  /** `bytes` is sent as a raw body. */
  ask?(ids: World['ids']): CallInput & { bytes?: Uint8Array };
  /**
   * `one`: about something that is 林育安's, or the day division's; everybody else is out.
   * `list`: answers with what the asker may see; nobody else's canary is ever in it.
   */
  about: 'one' | 'list';
  /** Only these of the holders: the thing asked for is theirs alone. */
  only?: readonly ActorName[];
}

export const one = (endpoint: Endpoint, ask?: MatrixRow['ask'], only?: readonly ActorName[]): MatrixRow => ({
  endpoint,
  ask,
  about: 'one',
  only,
});

export const list = (endpoint: Endpoint, ask?: MatrixRow['ask']): MatrixRow => ({
  endpoint,
  ask,
  about: 'list',
});
