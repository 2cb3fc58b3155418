import type { Doubt } from '../draft';
import { letter } from '../question';
import { readKey } from '../words';
import type { Asked, Grouped } from './asked';
import { readMarks, type MarkReading } from './marks';
import type { Run } from './passage';
import { isRow, textOf } from './rich';
import { written } from './written';

/*
 * What the key of each question is, from everything that says so: lines of their own, lists, and the looks of options.
 * Where two of them disagree, there is no key.
 */

export interface AskedKey {
	/** Letters, or the answer in words; '' for none. */
	answer: string;
	/** `multiple` where the question itself asks for several; else '' and up to the reader of drafts. */
	type: string;
	doubts: Doubt[];
	/** Why, where a list says so. */
	why?: string;
	/** The line of the question that turned out to be its answer. */
	answerLine?: Run[];
}

/** The keys in the order of the questions, and the numbers of lists to which there is no question. */
export function keysOf(
	asked: readonly Asked[],
	lists: Grouped['lists']
): { keys: AskedKey[]; unmatched: number[] } {
	const { listed, unmatched, misfit, whys } = listedKeys(asked, lists);
	const marks = readMarks(
		asked.map(({ options }) =>
			inOrder(options).map(({ label, lines, sign }) => ({
				label,
				text: lines.flat(),
				sign
			}))
		)
	);
	const said = asked.map((question, i) => saidKey(question, listed[i] ?? null));
	const trust = trustInMarks(asked, said, marks);
	const answers = answersBelow(asked);
	const keys = asked.map((question, i) => {
		const below = answers.get(i);
		if (below) return below;
		const decided = decide(question, said[i] ?? { kind: 'none' }, marks[i] ?? { kind: 'none' }, trust);
		const why = whys.get(i);
		const key = why ? { ...decided, why } : decided;
		const isAlone =
			typeof listed[i] === 'string' && question.keys.length === 0 && marks[i]?.kind !== 'marked';
		if (key.answer === '' || !misfit.has(i) || !isAlone) return key;
		return { ...key, doubts: [...key.doubts, listMisfit] };
	});
	return { keys, unmatched };
}

const listMisfit: Doubt = { code: 'list_misfit', field: 'key' };

const inOrder = (options: Asked['options']) => [...options].sort((a, b) => a.index - b.index);

type Said =
	| { kind: 'none' }
	/** Letters of the options. */
	| { kind: 'letters'; letters: string; how: 'line' | 'list' }
	/** The answer in words, where there are no options. */
	| { kind: 'words'; text: string }
	| { kind: 'doubt'; doubt: Doubt };

/** What words say of the key. */
function saidKey(question: Asked, listed: string | { doubt: Doubt } | null): Said {
	const options = inOrder(question.options).map((o) => written(o.lines).text);
	const lines = [...new Set(question.keys.map((k) => k.trim()))].filter((k) => k !== '');
	if (options.length === 0) {
		const [first, ...others] = lines;
		if (others.length > 0)
			return { kind: 'doubt', doubt: { code: 'several_keys', field: 'key', value: lines.join(' / ') } };
		return first === undefined ? { kind: 'none' } : { kind: 'words', text: first };
	}
	const read = lines.map((line) => lettersOf(line, options, question));
	const letters = [...new Set(read.flatMap((r) => (r === null ? [] : [r])))];
	if (read.includes(null))
		return { kind: 'doubt', doubt: { code: 'key_not_understood', field: 'key', value: lines.join(' / ') } };
	if (letters.length > 1) return contradiction(letters.map((l) => ({ by: 'line', value: l })));
	if (listed !== null && typeof listed !== 'string') return { kind: 'doubt', doubt: listed.doubt };
	const inList = listed === null ? null : lettersOf(listed, options, question);
	if (listed !== null && inList === null)
		return { kind: 'doubt', doubt: { code: 'key_not_understood', field: 'key', value: listed } };
	const [line] = letters;
	if (line !== undefined && inList !== null && line !== inList)
		return contradiction([
			{ by: 'line', value: line },
			{ by: 'list', value: inList }
		]);
	if (line !== undefined) return { kind: 'letters', letters: line, how: 'line' };
	return inList === null ? { kind: 'none' } : { kind: 'letters', letters: inList, how: 'list' };
}

function contradiction(said: { by: string; value: string }[]): Extract<Said, { kind: 'doubt' }> {
	return { kind: 'doubt', doubt: contradicting(said) };
}

function contradicting(said: { by: string; value: string }[]): Doubt {
	return { code: 'keys_contradict', field: 'key', value: said.map((s) => `${s.by} ${s.value}`).join('; ') };
}

/** `B`, `B. 1930`, `A, C`, or the text of an option, as letters; null when it is none of these. */
function lettersOf(said: string, options: string[], { lettersOff }: Asked): string | null {
	const [, first = '', rest = ''] = /^\(?([A-Fa-f])\s*[.):,–-]\s*(.+)$/su.exec(said) ?? [];
	const several =
		/^[A-F](?:\s*(?:[,;&+]|và|and)?\s*[A-F])+\s*\.?$/.test(said) && said.replace(/[^A-F]/g, '').length > 1;
	if (several) {
		const letters = [...said.replace(/[^A-F]/g, '')].sort().join('');
		const isOnce = new Set(letters).size === letters.length;
		return isOnce && !lettersOff && [...letters].every((l) => l.charCodeAt(0) - 65 < options.length)
			? letters
			: null;
	}
	const read = readKey('single', rest !== '' && first !== '' ? first : said, options);
	if (!('key' in read)) return null;
	const byLetter = /^\(?[A-Fa-f][.)]?$/.test(rest !== '' && first !== '' ? first : said.trim());
	if (byLetter && lettersOff) return null;
	if (rest === '' || first === '') return read.key;
	const option = options[read.key.charCodeAt(0) - 65] ?? '';
	const form = (text: string) =>
		text
			.toLowerCase()
			.replace(/[\s.,;:!?"“”]+/g, ' ')
			.trim();
	return form(option).startsWith(form(rest)) || form(rest).startsWith(form(option)) ? read.key : null;
}

/** What a list says of each question; a number that stands twice says nothing. */
function listedKeys(
	asked: readonly Asked[],
	lists: Grouped['lists']
): {
	listed: (string | { doubt: Doubt } | null)[];
	unmatched: number[];
	misfit: Set<number>;
	whys: Map<number, string>;
} {
	const misfit = new Set<number>();
	const whys = new Map<number, string>();
	const listed = asked.map((): string | { doubt: Doubt } | null => null);
	const unmatched: number[] = [];
	const numbers = asked.map((q, i) => q.number ?? (asked.every((a) => a.number === null) ? i + 1 : null));
	let from = 0;
	for (const before of [...new Set(lists.map((l) => l.before))]) {
		const keys = lists.filter((l) => l.before === before).flatMap((l) => l.keys);
		const isLast = before === lists.at(-1)?.before;
		const section = [...asked.keys()].filter((i) =>
			before > from ? i >= from && i < before : isLast || i >= from
		);
		if (before > from) from = before;
		const inStep =
			keys.length === section.length && keys.every((k, n) => k.number === numbers[section[n] ?? -1]);
		keys.forEach((key, n) => {
			const those = inStep ? [section[n] ?? -1] : section.filter((i) => numbers[i] === key.number);
			const twice =
				!inStep && keys.filter((k) => k.number === key.number && k.letters !== key.letters).length > 0;
			if (those.length === 0) {
				unmatched.push(key.number);
				// The list may be that of another paper, or count otherwise.
				for (const i of section) misfit.add(i);
			}
			if (key.why) for (const i of those) whys.set(i, key.why);
			for (const i of those)
				listed[i] =
					those.length > 1 || twice
						? { doubt: { code: 'numbering_restarts', field: 'key', value: String(key.number) } }
						: key.letters;
		});
	}
	return { listed, unmatched, misfit, whys };
}

/** How far the looks of options may be believed in this document. */
interface Trust {
	/** They disagree with what words say too often: they mean something else. */
	none: boolean;
	/** So few questions are marked that a mark alone is not enough. */
	rare: boolean;
}

function trustInMarks(asked: readonly Asked[], said: readonly Said[], marks: readonly MarkReading[]): Trust {
	let together = 0;
	let same = 0;
	let marked = 0;
	let open = 0;
	asked.forEach(({ options }, i) => {
		if (options.length < 2) return;
		const [words, looks] = [said[i], marks[i]];
		if (words?.kind === 'letters' && looks?.kind === 'marked') {
			together++;
			if (lettersAt(looks.options) === words.letters) same++;
		}
		if (words?.kind === 'letters') return;
		open++;
		if (looks?.kind === 'marked') marked++;
	});
	return { none: together >= 4 && same / together < 0.7, rare: open >= 8 && marked / open < 0.12 };
}

const lettersAt = (options: readonly number[]) => options.map((i) => letter(i)).join('');

const asksForSeveral =
	/(?:chọn|đánh dấu)\s+(?:ít nhất|các|những|nhiều|tất cả|\d|hai|ba|bốn)(?![\p{L}\p{N}])|nhiều (?:đáp án|phương án|lựa chọn)|(?:choose|select|pick)\s+(?:all|two|three|four|\d)(?![\p{L}\p{N}])|\(\s*(?:choose|select)/iu;

function decide(question: Asked, said: Said, marks: MarkReading, trust: Trust): AskedKey {
	const type = asksForSeveral.test(question.stem.map((l) => textOf(l)).join('\n')) ? 'multiple' : '';
	const none = (doubt: Doubt): AskedKey => ({ answer: '', type: '', doubts: [doubt] });
	if (said.kind === 'words') return { answer: said.text, type: '', doubts: [] };
	if (question.options.length < 2 && said.kind === 'none') return { answer: '', type: '', doubts: [] };
	if (said.kind === 'doubt') return none(said.doubt);
	const looks = trust.none ? ({ kind: 'none' } as const) : marks;
	if (said.kind === 'letters') {
		if (looks.kind === 'marked' && looks.sure && lettersAt(looks.options) !== said.letters)
			return none(
				contradicting([
					{ by: said.how, value: said.letters },
					...looks.by.map((by) => ({ by, value: lettersAt(looks.options) }))
				])
			);
		// Whoever writes several letters means them all.
		return { answer: said.letters, type: said.letters.length > 1 ? 'multiple' : type, doubts: [] };
	}
	if (looks.kind === 'contradiction')
		return none(contradicting(looks.said.map((s) => ({ by: s.by, value: lettersAt(s.options) }))));
	if (looks.kind === 'none') return { answer: '', type, doubts: [] };
	const letters = lettersAt(looks.options);
	const faint = !looks.sure || trust.rare;
	return lettersKey(letters, type, faint ? [{ code: 'faint_mark', field: 'key', value: letters }] : []);
}

function lettersKey(letters: string, type: string, doubts: Doubt[]): AskedKey {
	if (letters.length === 1 || type === 'multiple') return { answer: letters, type, doubts };
	return {
		answer: '',
		type: '',
		doubts: [{ code: 'several_keys', field: 'key', value: [...letters].join(', ') }]
	};
}

/**
 * Questions without options whose answer stands on the line below them, with nothing to say so. Where most of such questions
 * of the document look alike, the line is believed; elsewhere it is doubtful.
 */
function answersBelow(asked: readonly Asked[]): Map<number, AskedKey> {
	const found = new Map<number, AskedKey>();
	const open = asked.flatMap((q, i) => (q.options.length === 0 && q.keys.length === 0 ? [i] : []));
	const alike = open.filter((i) => {
		const stem = asked[i]?.stem ?? [];
		return stem.length === 2 && /[?:…]\s*$/u.test(textOf(stem[0] ?? []));
	});
	const usual = alike.length >= 3 && alike.length >= open.length * 0.6;
	const pairs = open.filter((i) => asked[i]?.stem.length === 2).length;
	const paired = pairs >= 5 && pairs >= open.length * 0.6;
	for (const i of open) {
		const stem = asked[i]?.stem ?? [];
		const line = stem.at(-1);
		if (line === undefined || stem.length < 2 || isRow(line)) continue;
		const sure = usual && alike.includes(i);
		const ends = /[?:…]\s*$/u.test(textOf(stem.at(-2) ?? []));
		if (!sure && !ends && !(paired && stem.length === 2)) continue;
		const doubts: Doubt[] = sure ? [] : [{ code: 'answer_on_line', field: 'key' }];
		found.set(i, { answer: written([line]).text, type: 'short', doubts, answerLine: line });
	}
	return found;
}
