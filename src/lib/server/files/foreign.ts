import { aiken } from '$lib/bank/formats/aiken-write';
import { gift } from '$lib/bank/formats/gift-write';
import type { ForeignFormat } from '$lib/bank/formats/held';
import { readMoodle } from '$lib/bank/formats/moodle';
import { heldInMoodle, writeMoodle, type EncodedFiles } from '$lib/bank/formats/moodle-write';
import { readXmlTree } from './xml-tree';

export type ForeignFormatName = 'gift' | 'aiken' | 'moodle';

/** A format of another program. `files`: the bytes of media, for the formats that can hold them. */
export function foreignFormat(name: ForeignFormatName, files: EncodedFiles): ForeignFormat {
	switch (name) {
		case 'gift':
			return gift;
		case 'aiken':
			return aiken;
		case 'moodle':
			return {
				held: heldInMoodle,
				write: (questions) => writeMoodle(questions, files),
				read: (text) => readMoodle(readXmlTree(text))
			};
	}
}
