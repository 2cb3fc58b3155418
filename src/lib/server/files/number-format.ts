import type { Cell } from '$lib/bank/sheet';

/** Formats that a workbook names by number only (ECMA-376, 18.8.30). */
const builtin: Record<number, string> = {
	1: '0',
	2: '0.00',
	3: '#,##0',
	4: '#,##0.00',
	9: '0%',
	10: '0.00%',
	14: 'd/m/yyyy',
	15: 'd-mmm-yy',
	16: 'd-mmm',
	17: 'mmm-yy',
	18: 'h:mm',
	19: 'h:mm:ss',
	20: 'h:mm',
	21: 'h:mm:ss',
	22: 'd/m/yyyy h:mm',
	37: '#,##0',
	38: '#,##0',
	39: '#,##0.00',
	40: '#,##0.00',
	45: 'mm:ss',
	46: 'h:mm:ss',
	47: 'mm:ss'
};

/** The format's code by its number; the workbook's own ones are `custom`. */
export function formatCode(id: number, custom: ReadonlyMap<number, string>): string {
	return custom.get(id) ?? builtin[id] ?? '';
}

/** A number as a Vietnamese reader sees it in its cell: 42%, 74,5, 1.008, 31/01/2021, 0042. `day0`: the day of serial 0, ms since 1970. */
export function formatNumber(value: number, code: string, day0: number): Cell {
	const plain = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '');
	if (/[dmyhs]/i.test(plain) && !/general/i.test(plain))
		return { text: formatDate(value, plain.toLowerCase(), day0), doubt: 'doubtful_date' };
	// Spreadsheets keep 15 digits; what a double has behind them (0.42000000000000004) nobody typed.
	const exact = Number(value.toPrecision(15));
	if (plain.includes('%')) return { text: `${decimals(Number((exact * 100).toPrecision(15)), plain)}%` };
	if (/[0#?]/.test(plain)) return { text: decimals(exact, plain) };
	const text = String(exact).replace('.', ',');
	return /^-?\d{1,3},\d{3}$/.test(text) ? { text, doubt: 'doubtful_number' } : { text };
}

/** With as many decimals as the format has places, and groups of three where it has them. */
function decimals(value: number, plain: string): string {
	const places = /\.([0#?]+)/.exec(plain)?.[1] ?? '';
	const needed = places.replace(/[^0]/g, '').length;
	const [whole = '', fraction = ''] = value.toFixed(places.length).split('.');
	const zeros = (/^[^.]*/.exec(plain)?.[0] ?? '').replace(/[^0]/g, '').length;
	const padded = whole.replace(/\d+/, (digits) => digits.padStart(zeros, '0'));
	const grouped = /[0#?],[0#?]/.test(plain) ? padded.replace(/\B(?=(\d{3})+$)/g, '.') : padded;
	const shown = fraction.slice(0, needed) + fraction.slice(needed).replace(/0+$/, '');
	return shown === '' ? grouped : `${grouped},${shown}`;
}

function formatDate(serial: number, plain: string, day0: number): string {
	const date = new Date(day0 + Math.round(serial * 86_400) * 1000);
	if (Number.isNaN(date.getTime())) return String(serial);
	const two = (n: number) => String(n).padStart(2, '0');
	// `m` next to `h` or `s` means minutes.
	const days = plain.replace(/h+[:.]m+|m+[:.]s+|[hs]/g, '');
	const day = [
		/d/.test(days) && two(date.getUTCDate()),
		/m/.test(days) && two(date.getUTCMonth() + 1),
		/y/.test(days) && String(date.getUTCFullYear())
	];
	const time = /[hs]/.test(plain) ? `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}` : '';
	return [day.filter(Boolean).join('/'), time].filter((part) => part !== '').join(' ');
}
