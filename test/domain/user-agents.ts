import type { Device } from '../../src/domain/request.ts';
import type { DeviceHints } from '../../src/domain/systems.ts';

/** User agents as browsers send them, with what they are. */

interface Case {
  readonly name: string;
  readonly hints: Partial<DeviceHints> & { readonly userAgent: string };
  readonly device: Device;
}

const row = (name: string, userAgent: string, type: Device['type'], os: Device['os'], browser: string, hints: Partial<DeviceHints> = {}): Case => ({
  name,
  hints: { ...hints, userAgent },
  device: { type, os, browser },
});

const chromium = (version: string, ...own: string[]): Partial<DeviceHints> => ({
  brands: [{ brand: 'Chromium', version }, ...own.map((brand) => ({ brand, version })), { brand: 'Not/A)Brand', version: '24' }],
});

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit}`;
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)`;
const android = `Mozilla/5.0 (Linux; Android 10; K) ${webkit}`;
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${apple}`;
const ipad = `Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) ${apple}`;

export const userAgents: readonly Case[] = [
  // Windows
  row('Chrome, Windows', `${windows} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'windows', 'Chrome 142', { platform: 'Windows', ...chromium('142', 'Google Chrome') }),
  row('Chrome, Windows, without client hints', `${windows} Chrome/121.0.0.0 Safari/537.36`, 'desktop', 'windows', 'Chrome 121', { platform: 'Win32' }),
  row('Edge, Windows', `${windows} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'desktop', 'windows', 'Edge 142', { platform: 'Windows', ...chromium('142', 'Microsoft Edge') }),
  row('Edge, Windows, without client hints', `${windows} Chrome/121.0.0.0 Safari/537.36 Edg/121.0.2277.83`, 'desktop', 'windows', 'Edge 121'),
  row('Edge of old', `${windows} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`, 'desktop', 'windows', 'Edge 18'),
  row('Firefox, Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', 'windows', 'Firefox 140', { platform: 'Win32' }),
  row('Opera, Windows', `${windows} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`, 'desktop', 'windows', 'Opera 115', { brands: [{ brand: 'Chromium', version: '130' }, { brand: 'Opera', version: '115' }, { brand: 'Not?A_Brand', version: '99' }] }),
  row('Opera, Windows, without client hints', `${windows} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`, 'desktop', 'windows', 'Opera 115'),
  row('Brave, Windows', `${windows} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'windows', 'Brave 142', chromium('142', 'Brave')),
  row('Vivaldi, Windows', `${windows} Chrome/128.0.0.0 Safari/537.36 Vivaldi/6.9.3447.37`, 'desktop', 'windows', 'Vivaldi 6'),
  row('Yandex, Windows', `${windows} Chrome/128.0.0.0 YaBrowser/24.10.0.0 Safari/537.36`, 'desktop', 'windows', 'Yandex Browser 24'),
  row('Internet Explorer 11', 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko', 'desktop', 'windows', 'Internet Explorer 11'),
  row('a Windows tablet', `${windows} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'windows', 'Chrome 142', { platform: 'Windows', touchPoints: 10, mobile: false }),
  row('headless Chrome', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/142.0.0.0 Safari/537.36`, 'desktop', 'linux', 'Chrome 142', { platform: 'Linux', ...chromium('142', 'HeadlessChrome') }),
  row('headless Chrome, without client hints', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/142.0.0.0 Safari/537.36`, 'desktop', 'linux', 'Chrome 142'),

  // macOS
  row('Safari, Mac', `${mac} ${apple} Version/18.5 Safari/605.1.15`, 'desktop', 'macos', 'Safari 18', { platform: 'MacIntel' }),
  row('Chrome, Mac', `${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'macos', 'Chrome 142', { platform: 'macOS', ...chromium('142', 'Google Chrome') }),
  row('Firefox, Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', 'macos', 'Firefox 140', { platform: 'MacIntel' }),
  row('Edge, Mac', `${mac} ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'desktop', 'macos', 'Edge 142', { platform: 'MacIntel' }),

  // iPhone and iPad
  row('Safari, iPhone', `${iphone} Version/18.5 Mobile/15E148 Safari/604.1`, 'phone', 'ios', 'Safari 18', { platform: 'iPhone', touchPoints: 5 }),
  row('Chrome, iPhone', `${iphone} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`, 'phone', 'ios', 'Chrome 142', { platform: 'iPhone', touchPoints: 5 }),
  row('Firefox, iPhone', `${iphone} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 'phone', 'ios', 'Firefox 140', { platform: 'iPhone', touchPoints: 5 }),
  row('Edge, iPhone', `${iphone} Version/18.0 EdgiOS/141.0.3537.99 Mobile/15E148 Safari/604.1`, 'phone', 'ios', 'Edge 141', { platform: 'iPhone', touchPoints: 5 }),
  row('Opera, iPhone', `${iphone} Version/18.5 Mobile/15E148 Safari/604.1 OPT/5.4.1`, 'phone', 'ios', 'Opera 5', { platform: 'iPhone', touchPoints: 5 }),
  row('DuckDuckGo, iPhone', `${iphone} Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`, 'phone', 'ios', 'DuckDuckGo 7', { platform: 'iPhone', touchPoints: 5 }),
  row('a page inside of an iPhone app', `${iphone} Mobile/15E148`, 'phone', 'ios', '', { platform: 'iPhone', touchPoints: 5 }),
  row('Safari, iPad that says Macintosh', `${mac} ${apple} Version/18.5 Safari/605.1.15`, 'tablet', 'ios', 'Safari 18', { platform: 'MacIntel', touchPoints: 5 }),
  row('Chrome, iPad that says Macintosh', `${mac} ${apple} CriOS/142.0.7444.46 Version/18.5 Safari/605.1.15`, 'tablet', 'ios', 'Chrome 142', { platform: 'MacIntel', touchPoints: 5 }),
  row('Safari, iPad that says iPad', `${ipad} Version/17.4 Mobile/15E148 Safari/604.1`, 'tablet', 'ios', 'Safari 17', { platform: 'iPad', touchPoints: 5 }),

  // Android
  row('Chrome, Android phone', `${android} Chrome/142.0.0.0 Mobile Safari/537.36`, 'phone', 'android', 'Chrome 142', { platform: 'Android', mobile: true, touchPoints: 5, ...chromium('142', 'Google Chrome') }),
  row('Chrome, Android phone, without client hints', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Mobile Safari/537.36', 'phone', 'android', 'Chrome 121', { platform: 'Linux armv81', touchPoints: 5 }),
  row('Chrome, Android tablet', `${android} Chrome/142.0.0.0 Safari/537.36`, 'tablet', 'android', 'Chrome 142', { platform: 'Android', mobile: false, touchPoints: 5, ...chromium('142', 'Google Chrome') }),
  row('Chrome, Android, asking for the desktop site', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'tablet', 'android', 'Chrome 142', { platform: 'Android', mobile: false, touchPoints: 5, ...chromium('142', 'Google Chrome') }),
  row('Samsung Internet', `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 'phone', 'android', 'Samsung Internet 28', { platform: 'Linux armv81', touchPoints: 5 }),
  row('Samsung Internet, with client hints', `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 'phone', 'android', 'Samsung Internet 28', { platform: 'Android', mobile: true, brands: [{ brand: 'Chromium', version: '130' }, { brand: 'Samsung Internet', version: '28' }, { brand: 'Not?A_Brand', version: '99' }] }),
  row('Firefox, Android phone', 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'phone', 'android', 'Firefox 140', { platform: 'Linux armv81', touchPoints: 5 }),
  row('Firefox, Android tablet', 'Mozilla/5.0 (Android 13; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0', 'tablet', 'android', 'Firefox 140', { platform: 'Linux armv81', touchPoints: 5 }),
  row('Edge, Android', `${android} Chrome/141.0.0.0 Mobile Safari/537.36 EdgA/141.0.0.0`, 'phone', 'android', 'Edge 141', { platform: 'Linux armv81', touchPoints: 5 }),
  row('Opera, Android', `${android} Chrome/130.0.0.0 Mobile Safari/537.36 OPR/86.0.0.0`, 'phone', 'android', 'Opera 86'),
  row('Opera Mini', 'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; en) Presto/2.12.423 Version/12.16', 'tablet', 'android', 'Opera Mini 36'),
  row('UC Browser', `Mozilla/5.0 (Linux; U; Android 12; en-US; SM-A125F) ${webkit} Version/4.0 Chrome/123.0.6312.80 UCBrowser/13.7.8.1322 Mobile Safari/537.36`, 'phone', 'android', 'UC Browser 13'),
  row('Mi Browser', `Mozilla/5.0 (Linux; U; Android 13; en-us; 2201117TY) ${webkit} Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.12.0`, 'phone', 'android', 'Mi Browser 14'),
  row('a page inside of an Android app', 'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36', 'phone', 'android', 'Chrome 142', { mobile: true, ...chromium('142', 'Android WebView') }),
  row('Silk, Fire tablet', `Mozilla/5.0 (Linux; Android 11; KFTRWI) ${webkit} Silk/130.4.1 like Chrome/130.0.6723.102 Safari/537.36`, 'tablet', 'android', 'Silk 130'),
  row('an Android television', `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH21) ${webkit} Chrome/121.0.0.0 Safari/537.36`, 'other', 'android', 'Chrome 121'),

  // Linux, ChromeOS and the rest
  row('Firefox, Linux', 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', 'linux', 'Firefox 140', { platform: 'Linux x86_64' }),
  row('Chromium, Linux', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'linux', 'Chromium 142', { platform: 'Linux', ...chromium('142') }),
  row('Chromium, Ubuntu, without client hints', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Ubuntu Chromium/80.0.3987.87 Chrome/80.0.3987.87 Safari/537.36`, 'desktop', 'linux', 'Chromium 80'),
  row('GNOME Web', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15', 'desktop', 'linux', 'Safari 18'),
  row('Chrome, Chromebook', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/142.0.0.0 Safari/537.36`, 'desktop', 'chromeos', 'Chrome 142', { platform: 'Chrome OS', touchPoints: 10, ...chromium('142', 'Google Chrome') }),
  row('Firefox, FreeBSD', 'Mozilla/5.0 (X11; FreeBSD amd64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', 'other', 'Firefox 140'),
  row('an LG television', `Mozilla/5.0 (Web0S; Linux/SmartTV) ${webkit} Chrome/94.0.4606.128 Safari/537.36 WebAppManager`, 'other', 'linux', 'Chrome 94'),
  row('a Windows phone that names Android', `Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) ${webkit} Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063`, 'phone', 'other', 'Edge 15'),
  row('an Xbox', `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'other', 'other', 'Edge 142'),
  row('KaiOS', 'Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5', 'phone', 'other', 'Firefox 48'),
  row('a HarmonyOS phone', `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webkit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.5.353`, 'phone', 'other', 'Huawei Browser 5'),
  row('curl', 'curl/8.14.1', 'other', 'other', ''),
  row('nothing at all', '', 'other', 'other', ''),
];
