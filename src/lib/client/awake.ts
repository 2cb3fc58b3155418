/** Keeps the screen from going dark where the browser offers it (not on plain http), again whenever the page comes back. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	const ask = () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		navigator.wakeLock.request('screen').then(
			(held) => (lock = held),
			() => undefined // Battery saving says no; the contest goes on.
		);
	};
	ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}

/** Vibrates where there is a motor; a pattern in ms. Before the first touch after a (re)load browsers refuse it, loudly. */
export function vibrate(...pattern: number[]): void {
	if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}
