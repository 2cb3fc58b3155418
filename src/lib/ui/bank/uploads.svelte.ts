import { mediaLimits } from '$lib/bank/media';
import { maxMedia, mediaKinds, type Media } from '$lib/bank/question';
import { m } from '$lib/paraglide/messages';

type Stored = Pick<Media, 'id' | 'kind' | 'width' | 'height'>;
type Answer = { ok: true; media: Stored } | { ok: false; message: string };

/** A file on its way. */
export interface Upload {
	file: File;
	on: Media['on'];
	/** 0 to 1. */
	share: number;
	/** Why it could not be brought in; null while it is on its way. */
	error: string | null;
}

/** Said before the upload, which may be larger than the server takes at all. */
const tooLarge = {
	image: m.error_media_image_too_large,
	audio: m.error_media_audio_too_large,
	video: m.error_media_video_too_large
};

/** Brings files in one after another, and gives what came of them to the question. */
export class Uploads {
	#url: string;
	#media: () => Media[];
	list = $state<Upload[]>([]);

	/** `url`: where files are sent. `media`: those of the question; new ones are put behind. */
	constructor(url: string, media: () => Media[]) {
		this.#url = url;
		this.#media = media;
	}

	add(files: readonly File[], on: Media['on']): void {
		for (const file of files) {
			this.list.push({ file, on, share: 0, error: null });
			const upload = this.list.at(-1);
			if (upload) void this.#bring(upload);
		}
	}

	again(upload: Upload): void {
		void this.#bring(upload);
	}

	drop(upload: Upload): void {
		this.list = this.list.filter((each) => each !== upload);
	}

	async #bring(upload: Upload): Promise<void> {
		const waiting = this.list.filter((each) => each.error === null && each !== upload).length;
		if (this.#media().length + waiting >= maxMedia) {
			upload.error = m.bank_doubt_too_many_media({ n: maxMedia });
			return;
		}
		const called = mediaKinds.find((each) => upload.file.type.startsWith(`${each}/`));
		if (called && upload.file.size > mediaLimits[called]) {
			upload.error = tooLarge[called]();
			return;
		}
		Object.assign(upload, { share: 0, error: null });
		const answer = await send(this.#url, upload.file, (share) => (upload.share = share));
		if (!answer.ok) {
			upload.error = answer.message;
			return;
		}
		this.drop(upload);
		const { id, kind, width, height } = answer.media;
		const there = this.#media().some((each) => each.id === id && each.on === upload.on);
		if (!there) this.#media().push({ id, kind, on: upload.on, alt: '', width, height });
	}
}

/** XMLHttpRequest, because `fetch` does not tell how far an upload has come. */
function send(url: string, file: File, onshare: (share: number) => void): Promise<Answer> {
	return new Promise((done) => {
		const request = new XMLHttpRequest();
		const failed = () => done({ ok: false, message: m.bank_media_failed() });
		request.upload.onprogress = ({ loaded, total }) => onshare(total > 0 ? loaded / total : 0);
		request.onload = () => {
			try {
				const answer: Answer | { message: string } = JSON.parse(request.responseText);
				done('ok' in answer ? answer : { ok: false, ...answer });
			} catch {
				failed();
			}
		};
		request.onerror = failed;
		request.open('POST', url);
		request.setRequestHeader('accept', 'application/json');
		const form = new FormData();
		form.set('file', file);
		request.send(form);
	});
}
