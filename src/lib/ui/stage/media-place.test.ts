import { expect, it } from 'vitest';
import type { MediaView } from '$lib/protocol/common';
import { mediaPlace } from './media-place';

const one = (kind: MediaView['kind'], width: number, height: number): MediaView => ({
	src: `/m/${width}`,
	kind,
	alt: '',
	width,
	height
});

it.each([
	['no media', [], null],
	['a sound', [one('audio', 0, 0)], 'above'],
	['a photo', [one('image', 1600, 1200)], 'beside'],
	['a portrait', [one('image', 600, 1200)], 'beside'],
	['a film', [one('video', 1280, 720)], 'beside'],
	['a wide drawing', [one('image', 1600, 400)], 'above'],
	['two wide drawings', [one('image', 1600, 400), one('image', 1500, 400)], 'beside']
] as const)('%s', (_, media, place) => {
	expect(mediaPlace(media)).toBe(place);
});
