import type {
	CertificateForm,
	CertificateFor,
	CertificateLine,
	CertificateWords
} from '$lib/papers/certificate';
import type { Letterhead } from '$lib/papers/letterhead';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import type { Person } from '$lib/protocol/common';
import { shownName } from './names';
import { placeAndDay } from './time';

/** What all certificates of a contest say. */
export function certificateWords(
	form: CertificateForm,
	letterhead: Letterhead,
	{ title, organizer, at }: { title: string; organizer: string; at: number }
): CertificateWords {
	const praise = form.kind === 'praise';
	return {
		language: getLocale(),
		name: `${m.certificate_file()} ${title}`,
		issuer: [letterhead.superior, letterhead.body || organizer].filter(Boolean),
		kind: praise ? m.certificate_praise() : m.certificate_kind(),
		verb: praise ? m.certificate_praises() : m.certificate_says(),
		about: m.certificate_about({ title }),
		day: placeAndDay(letterhead.place, at),
		office: form.office
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean),
		signName: form.signName,
		decision: form.decision
	};
}

/** Who gets one, from the first award down, and for what. */
export function certificateLines(
	who: CertificateFor,
	{
		ranking,
		awards,
		bellRinger
	}: {
		ranking: readonly Person[];
		awards: readonly { name: string; people: Person[] }[];
		bellRinger: Person | null;
	}
): CertificateLine[] {
	if (who === 'sample')
		return [
			{ name: m.certificate_sample(), from: m.certificate_sample_from(), deed: m.certificate_sample_deed() }
		];
	const won = new Map(awards.flatMap(({ name, people }) => people.map(({ sbd }) => [sbd, name] as const)));
	const deedOf = (sbd: number) => {
		const award = won.get(sbd);
		if (sbd === bellRinger?.sbd) return award ? m.certificate_rang_and_won({ award }) : m.certificate_rang();
		return award ? m.certificate_won({ award }) : m.certificate_took_part();
	};
	const order = new Map(awards.map(({ name }, i) => [name, i]));
	const placeOf = ({ sbd }: Person) => order.get(won.get(sbd) ?? '') ?? awards.length;
	return [...ranking]
		.filter(({ sbd }) => who === 'all' || won.has(sbd) || sbd === bellRinger?.sbd)
		.sort((a, b) => placeOf(a) - placeOf(b))
		.map((person) => ({
			name: shownName(person),
			from: person.unit || m.stage_sbd({ sbd: person.sbd }),
			deed: deedOf(person.sbd)
		}));
}
