/** Keeps the screen from going dark where the browser offers it (not on plain http), again whenever the page comes back. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	const ask = async () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			lock = await navigator.wakeLock.request('screen');
		} catch {
			// Battery saving says no; the contest goes on, the reload brings the phone back.
		}
	};
	void ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}

/** Vibrates where there is a motor; a pattern in ms. */
export function vibrate(...pattern: number[]): void {
	navigator.vibrate?.(pattern);
}
