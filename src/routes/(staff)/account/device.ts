/** In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const browsers: [RegExp, string][] = [
	[/Zalo/i, 'Zalo'],
	[/coc_coc_browser/i, 'Cốc Cốc'],
	[/Edg/, 'Edge'],
	[/OPR\//, 'Opera'],
	[/SamsungBrowser/, 'Samsung Internet'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS/, 'Chrome'],
	[/Safari/, 'Safari']
];
/** iPhones speak of Mac OS X, Android of Linux. */
const systems: [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/CrOS/, 'ChromeOS'],
	[/Mac OS X/, 'macOS'],
	[/Linux/, 'Linux']
];

/** What a browser says it is, in words that its owner knows it by; null if it says nothing known. */
export function deviceOf(userAgent: string): { browser: string; system: string } | null {
	const browser = browsers.find(([sign]) => sign.test(userAgent))?.[1];
	const system = systems.find(([sign]) => sign.test(userAgent))?.[1];
	return browser && system ? { browser, system } : null;
}
