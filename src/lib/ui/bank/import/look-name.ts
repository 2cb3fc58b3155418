import { m } from '$lib/paraglide/messages';
import type { Look } from './items';

/** How a question of a file stands, in words. */
export function lookName(look: Look): string {
	return {
		good: m.bank_import_look_good,
		look: m.bank_import_look_look,
		unfit: m.bank_import_look_unfit,
		differs: m.bank_import_look_differs,
		repeated: m.bank_import_look_repeated
	}[look]();
}
