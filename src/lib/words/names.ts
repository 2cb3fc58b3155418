import { m } from '$lib/paraglide/messages';

/** What the room calls somebody: by her name, or by her number where it is not shown. */
export const shownName = ({ sbd, name }: { sbd: number; name: string }): string =>
	name || m.stage_sbd({ sbd });

/** The same for somebody who plays along. `player`: an SBD, or minus the number of an onlooker. */
export const playerName = ({ player, name }: { player: number; name: string }): string =>
	player > 0 ? shownName({ sbd: player, name }) : name || m.stage_onlooker({ no: -player });

/** Where a number stands beside it already: whose name is not shown, or was erased, has a word in its place. */
export const nameOrNone = (name: string): string => name || `(${m.setup_results_no_name()})`;

/** A contestant's or an onlooker's name where staff see all of them; whose name is empty has had her data erased. */
export const personName = (name: string): string => name || `(${m.personal_person_gone()})`;
