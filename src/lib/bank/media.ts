import type { MediaKind } from './question';

const mb = 1024 * 1024;

/** How large a file may be that is brought in, in bytes; screens say it before the upload. */
export const mediaLimits: Readonly<Record<MediaKind, number>> = {
	image: 10 * mb,
	audio: 5 * mb,
	video: 20 * mb
};

/** What may be chosen in a file field. */
export const mediaAccept =
	'image/png,image/jpeg,image/webp,image/gif,image/avif,audio/mpeg,audio/mp4,audio/aac,audio/ogg,audio/wav,.m4a,video/mp4,video/webm';
