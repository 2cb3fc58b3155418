import { m } from '$lib/paraglide/messages';
import { placeAndDay } from '$lib/words/time';
import type { Letterhead } from './letterhead';
import type { HeadLine, Paper } from './paper';

/**
 * The head of a document: on the left who issues it and its number, on the right under what it stands, place and day. As the
 * youth union lays its documents out, or as the state's administration does (docs/decisions/papers.md).
 */
export function headOf(
	{ under, superior, body, number, place }: Letterhead,
	{ organizer, at }: { organizer: string; at: number | null }
): Paper['head'] {
	const day = at === null ? [] : [line(placeAndDay(place, at), 'italic')];
	const issuer = (body || organizer).toUpperCase();
	const by = (rule: boolean) => (issuer ? [line(issuer, 'bold', rule)] : []);
	const above = superior ? [line(superior.toUpperCase())] : [];
	const numbered = line(m.paper_number({ number: number || m.paper_number_open() }));
	return under === 'union'
		? {
				left: [...above, ...by(false), line('***'), numbered],
				right: [line(m.paper_union(), 'bold', true), ...day]
			}
		: {
				left: [...above, ...by(true), numbered],
				right: [line(m.paper_state(), 'bold'), line(m.paper_motto(), 'bold', true), ...day]
			};
}

const line = (text: string, look: HeadLine['look'] = 'plain', rule = false): HeadLine => ({
	text,
	look,
	rule
});
