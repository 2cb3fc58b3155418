window.earlyTouch = new Set();
for (const type of ['click', 'change'])
	addEventListener(type, ({ target }) => {
		if (!window.earlyTouch || !(target instanceof Element)) return;
		const touched =
			type === 'click' ? target.closest('button[type=button]') : target.closest('input[type=file]');
		if (touched) window.earlyTouch.add(touched);
	});
