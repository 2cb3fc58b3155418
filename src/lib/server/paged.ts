/** One page of a long list: the one that the address asks for with `?page=`, counted from 1, if there is one. */
export function paged<T>(
	all: readonly T[],
	url: URL,
	perPage: number
): { shown: T[]; page: number; pages: number } {
	const pages = Math.max(1, Math.ceil(all.length / perPage));
	const asked = Math.trunc(Number(url.searchParams.get('page'))) || 1;
	const page = Math.min(pages, Math.max(1, asked));
	return { shown: all.slice((page - 1) * perPage, page * perPage), page, pages };
}
