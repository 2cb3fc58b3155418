import { unread, type Doubt, type FileDoubt, type RawQuestion } from '../draft';
import type { Asked } from './asked';
import { withCrosses } from './crossed';
import { groupPieces } from './grouping';
import { keysOf, type AskedKey } from './keys';
import { readKeyText } from './key-list';
import { pairedLines } from './paired';
import type { Block, Run } from './passage';
import { withSwallowed } from './swallowed';
import { withoutTwins } from './twins';
import { withUnlabelled } from './unlabelled';
import { piecesOf } from './pieces';
import { textOf } from './rich';
import { written } from './written';

/** A question of a document. Its pictures are numbers of the document's; whoever keeps them puts media in their place. */
export interface ReadQuestion extends RawQuestion {
	pictures: { picture: number; on: 'text' | 'explanation' }[];
}

export interface ReadDocument {
	questions: ReadQuestion[];
	doubts: FileDoubt[];
}

/**
 * Reads the questions of a document: Word, pasted or plain text. `keys`: a list of keys from elsewhere, `1.C 2.A …`. What is not
 * sure is a doubt; a key that anything speaks against is left out.
 */
export function readDocument(blocks: readonly Block[], keys = ''): ReadDocument {
	const pieces = piecesOf(blocks);
	const { asked: grouped, lists, doubts } = groupPieces(pieces);
	const asked = withCrosses(grouped.map(withUnlabelled));
	const tex = pieces.some((p) => /\$[^$\n]*\\\p{L}+[^$\n]*\$/u.test(p.text));
	if (asked.length === 0) return { questions: pairedLines(pieces), doubts };
	const given = readKeyText(keys);
	if (given) lists.push({ before: asked.length, keys: given });
	const found = keysOf(asked, lists);
	const same = alwaysSame(found.keys, asked);
	const questions = asked.map((question, i) => {
		const key = found.keys[i] ?? { answer: '', type: '', doubts: [] };
		return toRaw(question, key, asked[i - 1], { same, tex });
	});
	const unmatched = found.unmatched.map((number) => ({
		code: 'key_without_question' as const,
		place: null,
		value: String(number)
	}));
	const unread: FileDoubt[] =
		keys.trim() !== '' && !given
			? [{ code: 'keys_not_understood', place: null, value: keys.trim().slice(0, 60) }]
			: [];
	return { questions: withSwallowed(withoutTwins(questions)), doubts: [...doubts, ...unmatched, ...unread] };
}

function toRaw(
	asked: Asked,
	key: AskedKey,
	before: Asked | undefined,
	{ same, tex }: { same: boolean; tex: boolean }
): ReadQuestion {
	const doubts: Doubt[] = [];
	const pictures: ReadQuestion['pictures'] = [];
	const write = (lines: Run[][], field: Doubt['field'], option?: number): string => {
		const { text, equations, lost, table, pictures: shown } = written(lines, tex);
		const at = option === undefined ? { field } : { field, option };
		if (equations) doubts.push({ code: 'equation', ...at });
		if (table) doubts.push({ code: 'table', ...at });
		if (lost || (option !== undefined && shown.length > 0)) doubts.push({ code: 'picture', ...at });
		else
			for (const picture of shown)
				pictures.push({ picture, on: field === 'explanation' ? 'explanation' : 'text' });
		return text;
	};
	const options = [...asked.options].sort((a, b) => a.index - b.index);
	const remark = (name: keyof Asked['remarks'], field: Doubt['field']) =>
		write(asked.remarks[name] ?? [], field);
	const stem = key.answerLine === undefined ? asked.stem : asked.stem.filter((l) => l !== key.answerLine);
	const text = write(stem, 'text');
	const texts = options.map((o, i) => write(o.lines, 'options', i));
	const loose = asked.loose.filter((l) => l !== key.answerLine && textOf(l).trim() !== '');
	const explanation = [remark('explanation', 'explanation'), key.why ?? '', write(loose, 'explanation')]
		.filter(Boolean)
		.join('\n');
	if (loose.length > 0) doubts.push({ code: 'loose_text', field: 'explanation' });
	if (asked.answerOnLine) doubts.push({ code: 'answer_on_line', field: 'key' });
	if (asked.damaged) doubts.push({ code: 'heading_damaged', field: 'text' });
	if (asked.lettersOff || options.some((o, i) => o.index !== i))
		doubts.push({ code: 'letters_off', field: 'options' });
	if (asked.shared) doubts.push({ code: 'shared_text', field: 'text' });
	if (asked.number !== null && before?.number === asked.number)
		doubts.push({ code: 'number_repeated', field: 'text', value: String(asked.number) });
	else if (isJump(before, asked))
		doubts.push({
			code: 'number_jumps',
			field: 'text',
			value: `${before?.number ?? ''} → ${asked.number ?? ''}`
		});
	if (same && key.answer !== '') doubts.push({ code: 'key_always_same', field: 'key', value: key.answer });
	const type = key.type || remark('type', 'type');
	return {
		...unread,
		place: asked.place,
		label: asked.said,
		id: asked.number === null ? '' : String(asked.number),
		// Options that are pictures make no short answer.
		type: type === '' && texts.length > 1 && texts.every((t) => t === '') ? 'single' : type,
		text,
		options: texts,
		answer: key.answer,
		accepted: remark('accepted', 'accepted').split(/[;\n]/),
		explanation,
		source: remark('source', 'source'),
		topic: remark('topic', 'topic') || asked.topic,
		level: remark('level', 'level') || asked.level,
		asOf: remark('asOf', 'asOf'),
		seconds: remark('seconds', 'seconds'),
		note: remark('note', 'note'),
		doubts: [...doubts, ...key.doubts],
		pictures
	};
}

/** A number that does not follow the one before it: something may have been swallowed. A new beginning at 1 is none. */
function isJump(before: Asked | undefined, { number }: Asked): boolean {
	return before?.number != null && number !== null && number !== before.number + 1 && number !== 1;
}

const fewest = 5;

/** All keys are the same letter: somebody has forgotten to mix, or what looked like a key is something else. */
function alwaysSame(keys: readonly AskedKey[], asked: readonly Asked[]): boolean {
	const letters = keys
		.filter((k, i) => (asked[i]?.options.length ?? 0) > 2 && k.answer !== '')
		.map((k) => k.answer);
	return (
		letters.length >= fewest &&
		new Set(letters).size === 1 &&
		letters[0] !== undefined &&
		/^[A-F]$/.test(letters[0])
	);
}
