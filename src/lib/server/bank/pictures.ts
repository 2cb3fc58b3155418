import type { Doubt, Draft } from '$lib/bank/draft';
import type { Media } from '$lib/bank/question';
import type { Db } from '../db/client';
import type { BankFile } from '../files/bank-file';
import { pictureId } from '../files/bank-media';
import { storeMedia, type StoredMedia } from './media';

/**
 * Keeps the pictures of a file that was read, and gives its drafts with them in their places. Where one can't be kept, that it
 * stood there is a doubt. `by`: id of the account.
 */
export async function keepPictures(
	db: Db,
	{ drafts, pictures }: Pick<BankFile, 'drafts' | 'pictures'>,
	by: string | null
): Promise<Draft[]> {
	const kept = new Map<string, StoredMedia>();
	for (const [index, bytes] of pictures.entries()) {
		const stored = await storeMedia(db, bytes, by);
		if (stored.ok) kept.set(pictureId(index), stored.media);
	}
	return drafts.map((draft) => withKept(draft, kept));
}

function withKept(draft: Draft, kept: ReadonlyMap<string, StoredMedia>): Draft {
	const media: Media[] = [];
	const doubts: Doubt[] = [];
	for (const medium of draft.question.media) {
		const stored = kept.get(medium.id);
		if (stored) media.push({ ...medium, ...stored });
		else doubts.push({ code: 'picture', field: medium.on });
	}
	return { ...draft, question: { ...draft.question, media }, doubts: [...draft.doubts, ...doubts] };
}
