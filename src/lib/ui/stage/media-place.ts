import type { MediaView } from '$lib/protocol/common';

/** A picture that is wider than this many times its height stands above the text, all others beside it. */
const wide = 2.2;

/** Where the media of a question have their place on the stage; null: there are none. */
export function mediaPlace(media: readonly MediaView[]): 'above' | 'beside' | null {
	const [first] = media;
	if (!first) return null;
	const seen = media.filter((one) => one.kind !== 'audio');
	return seen.every((one) => one.width > wide * one.height) && seen.length <= 1 ? 'above' : 'beside';
}
