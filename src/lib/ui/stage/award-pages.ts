import { pagesOf } from './pages';

const onOnePage = 24;

/** The awards as pages of the stage, from the lowest one up (BE5). `awards`: the highest first. */
export function awardPages<T>(
	awards: readonly { name: string; people: readonly T[] }[]
): { name: string; people: T[]; of: number }[] {
	return [...awards]
		.reverse()
		.flatMap(({ name, people }) =>
			pagesOf([...people], onOnePage).map((part) => ({ name, people: part, of: people.length }))
		);
}
