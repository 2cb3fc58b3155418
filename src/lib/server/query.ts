/** What somebody looks for in a list, as an address has it. */
export function queryIn(url: URL): string {
	return (url.searchParams.get('q') ?? '').trim().slice(0, 100);
}
