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
		lines,
		awards,
		bellRinger
	}: {
		/** By rank. `award`: '' for none. */
		lines: readonly (Person & { award: string })[];
		/** From the first down. */
		awards: readonly { name: string }[];
		bellRinger: Person | null;
	}
): CertificateLine[] {
	if (who === 'sample')
		return [
			{ name: m.certificate_sample(), from: m.certificate_sample_from(), deed: m.certificate_sample_deed() }
		];
	const rang = ({ sbd }: Person) => sbd === bellRinger?.sbd;
	const order = new Map(awards.map(({ name }, i) => [name, i]));
	const placeOf = ({ award }: { award: string }) => order.get(award) ?? awards.length;
	return lines
		.filter((line) => who === 'all' || line.award !== '' || rang(line))
		.toSorted((a, b) => placeOf(a) - placeOf(b))
		.map((line) => ({
			name: shownName(line),
			from: line.unit || m.stage_sbd({ sbd: line.sbd }),
			deed: deedOf(line.award, rang(line))
		}));
}

function deedOf(award: string, rang: boolean): string {
	if (rang) return award ? m.certificate_rang_and_won({ award }) : m.certificate_rang();
	return award ? m.certificate_won({ award }) : m.certificate_took_part();
}
