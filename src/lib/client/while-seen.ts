/** Does something again and again, `every` ms behind its end, only while the page is in sight; returns how to stop. */
export function whileSeen(
	every: number,
	work: () => Promise<void>,
	{ atOnce }: { atOnce: boolean }
): () => void {
	let stopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const again = async () => {
		clearTimeout(timer);
		if (document.visibilityState === 'visible') await work();
		if (!stopped) timer = setTimeout(() => void again(), every);
	};
	const back = () => document.visibilityState === 'visible' && void again();
	if (atOnce) void again();
	else timer = setTimeout(() => void again(), every);
	document.addEventListener('visibilitychange', back);
	return () => {
		stopped = true;
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', back);
	};
}
