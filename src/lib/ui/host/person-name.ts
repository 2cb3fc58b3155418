import { m } from '$lib/paraglide/messages';

/** A contestant's or an onlooker's name where results tell of her; whose name is empty has had her data erased. */
export const personName = (name: string) => name || `(${m.personal_person_gone()})`;
