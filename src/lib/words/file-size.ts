/** The size of a file as people read it, in the reader's language: `1,2 MB`. */
export function fileSize(bytes: number, locale: string): string {
	const unit =
		bytes < 1e6 ? { of: 1e3, name: 'kB' } : bytes < 1e9 ? { of: 1e6, name: 'MB' } : { of: 1e9, name: 'GB' };
	const number = new Intl.NumberFormat(locale, { maximumFractionDigits: unit.name === 'kB' ? 0 : 1 });
	return `${number.format(bytes / unit.of)} ${unit.name}`;
}
