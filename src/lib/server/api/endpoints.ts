import { contests } from './contests';
import type { Endpoint } from './endpoint';
import { contestResult } from './results';
import { contestRoster } from './roster';

/** All that the API does, in the order in which its document tells of it. */
export const endpoints: readonly Endpoint[] = [contests, contestResult, contestRoster];
