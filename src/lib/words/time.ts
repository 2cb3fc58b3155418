import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

/** What is written on paper is read in Vietnam, wherever the server stands. */
const timeZone = 'Asia/Ho_Chi_Minh';

/** `09:05:33` */
export function clockText(at: number): string {
	const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone } as const;
	return new Intl.DateTimeFormat(getLocale(), options).format(at);
}

/** `09:05 26/3/2027` */
export function momentText(at: number): string {
	const options = {
		day: 'numeric',
		month: 'numeric',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone
	} as const;
	return new Intl.DateTimeFormat(getLocale(), options).format(at);
}

/** `Kon Tum, ngày 05 tháng 02 năm 2027`, as documents are dated: what could be made another number has a nought before it. */
export function placeAndDay(place: string, at: number): string {
	const parts = new Map(
		new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'numeric', year: 'numeric', timeZone })
			.formatToParts(at)
			.map(({ type, value }) => [type, Number(value)])
	);
	const [day = 0, month = 0, year = 0] = [parts.get('day'), parts.get('month'), parts.get('year')];
	const said = {
		day: String(day).padStart(2, '0'),
		month: month < 3 ? `0${month}` : String(month),
		monthName: new Intl.DateTimeFormat(getLocale(), { month: 'long', timeZone }).format(at),
		year
	};
	return place ? m.paper_place_day({ place, ...said }) : m.minutes_day(said);
}
