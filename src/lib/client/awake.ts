/**
 * Keeps the screen from going dark while the page is in front. Browsers offer a lock for that, on https only, and Safari not
 * before the first touch; what is left is a film that plays, which keeps every phone awake. `barred` is told when a touch has
 * brought neither, and when it has.
 */
export function keepAwake(barred: (is: boolean) => void = () => {}): () => void {
	let lock: WakeLockSentinel | null = null;
	let film: HTMLVideoElement | null = null;
	let loading: Promise<HTMLVideoElement> | null = null;
	const held = () => (lock && !lock.released) || (film && !film.paused);

	async function keep(event?: Event): Promise<void> {
		if (document.visibilityState !== 'visible') film?.pause();
		else if (!held())
			try {
				lock = await navigator.wakeLock.request('screen'); // throws on plain http: there is none
				barred(false);
			} catch {
				await play(event);
			}
	}

	/** Begins within the touch, or the browser does not let it. */
	async function play(event?: Event): Promise<void> {
		try {
			film ??= await load();
			await film.play();
			barred(false);
		} catch {
			if (event?.type === 'click') barred(true);
		}
	}

	/** Once, and after all that the page needs at once. */
	function load(): Promise<HTMLVideoElement> {
		loading ??= new Promise((resolve) => setTimeout(resolve, 3000))
			.then(() => import('./still-film'))
			.then(({ stillFilm }) => stillFilm());
		loading.catch(() => (loading = null));
		return loading;
	}

	const occasion = (event: Event) => void keep(event);
	void keep();
	for (const name of occasions) document.addEventListener(name, occasion);
	return () => {
		for (const name of occasions) document.removeEventListener(name, occasion);
		void lock?.release();
		film?.remove();
	};
}

/** A touch that scrolls is none to the browser, but a click always is one. */
const occasions = ['visibilitychange', 'touchend', 'click'];

/** Vibrates where there is a motor; a pattern in ms. Before the first touch after a (re)load browsers refuse it, loudly. */
export function vibrate(...pattern: number[]): void {
	if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}
