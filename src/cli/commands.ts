import { bankCommands } from './bank';
import type { Command } from './command';
import { userCommands } from './user';

/** Everything that `npm run cli -- …` can do, in the order of the help text. */
export const commands: Command[] = [...userCommands, ...bankCommands];
