import type { Draft } from './draft';
import { isSameQuestion } from './fields';
import { bareForm, normalForm } from './normal';
import type { Question } from './question';

/** A question that stands in the bank already. */
export interface Standing {
	id: string;
	/** Its place in the bank, from 1. */
	number: number;
	version: number;
	/** What the file that it came from called it. */
	externalId: string;
	question: Question;
}

/** Share of words that two texts must have in common to be one question in two wordings. */
const similar = 0.6;

/**
 * Which question of the bank each draft is, if it is there: by its text, or by its number in the file where the texts are
 * alike. A question of the bank is matched once.
 */
export function matchBank(drafts: readonly Draft[], bank: readonly Standing[]): (Standing | null)[] {
	const byText = firstBy(bank, (s) => normalForm(s.question.text));
	const byId = firstBy(bank, (s) => s.externalId);
	const taken = new Set<string>();
	const take = (standing: Standing | undefined) => {
		if (!standing || taken.has(standing.id)) return null;
		taken.add(standing.id);
		return standing;
	};
	const bySameText = drafts.map((d) => take(byText.get(normalForm(d.question.text))));
	return drafts.map((draft, i) => {
		const known = bySameText[i] ?? null;
		const named = known ? undefined : byId.get(draft.externalId);
		return known ?? (named && areAlike(named.question.text, draft.question.text) ? take(named) : null);
	});
}

/** What the bank's question becomes by the file: where the file says nothing, what is there stays. */
export function broughtUpToDate(standing: Question, file: Question): Question {
	const more = file.accepted.length > 0 || file.type !== standing.type;
	const keyless = file.key === '' && isSameQuestion({ ...file, ...asked(standing) }, file);
	return {
		...file,
		key: keyless ? standing.key : file.key,
		accepted: more ? file.accepted : standing.accepted,
		explanation: file.explanation || standing.explanation,
		source: file.source || standing.source,
		asOf: file.asOf || standing.asOf,
		topic: file.topic || standing.topic,
		level: file.level || standing.level,
		tags: file.tags.length > 0 ? file.tags : standing.tags,
		seconds: file.seconds ?? standing.seconds,
		media: file.media.length > 0 ? file.media : standing.media,
		note: file.note || standing.note
	};
}

/** What a key is the key of. */
function asked({ type, options }: Question): Pick<Question, 'type' | 'options'> {
	return { type, options };
}

function firstBy(bank: readonly Standing[], name: (standing: Standing) => string): Map<string, Standing> {
	const named = new Map<string, Standing>();
	for (const standing of bank) {
		const key = name(standing);
		if (key !== '' && !named.has(key)) named.set(key, standing);
	}
	return named;
}

function areAlike(a: string, b: string): boolean {
	const [first, second] = [wordsOf(a), wordsOf(b)];
	const common = [...first].filter((word) => second.has(word)).length;
	return (2 * common) / (first.size + second.size) >= similar;
}

function wordsOf(text: string): Set<string> {
	return new Set(bareForm(text).split(/[^\p{L}\p{N}]+/u));
}
