import { searchForm } from '$lib/bank/normal';
import type { QuestionRow } from '$lib/bank/question';

export interface Filter {
	/** Words that all have to be in the text or the key, without regard to case and diacritics. */
	text: string;
	/** '' for any, '-' for none. */
	topic: string;
	level: string;
	type: string;
}

export const everything: Filter = { text: '', topic: '', level: '', type: '' };

/** A filter over these questions; the texts are prepared once, so that it keeps up with typing. */
export function filterOf<Row extends QuestionRow>(rows: readonly Row[]): (filter: Filter) => Row[] {
	const prepared = rows.map((row) => ({ row, form: searchForm(`${row.text} ${row.answer}`) }));
	return ({ text, topic, level, type }) => {
		const words = searchForm(text).split(' ');
		const fits = (wanted: string, value: string) =>
			wanted === '' || (wanted === '-' ? value === '' : value === wanted);
		return prepared
			.filter(
				({ row, form }) =>
					fits(topic, row.topic) &&
					fits(level, row.level) &&
					fits(type, row.type) &&
					words.every((word) => form.includes(word))
			)
			.map(({ row }) => row);
	};
}
