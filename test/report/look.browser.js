// Runs in the browser: what of the page is cut off, how long its bars are, and how well its texts stand out.
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // Chromium's own page colours.
  const page = luminance(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff");
  return {
    cutOff: [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
      .map(({ tagName, textContent }) => `${tagName} ${textContent.slice(0, 40)}`),
    short: [...document.querySelectorAll("tr")]
      .filter((row) => row.lastElementChild.getBoundingClientRect().right < row.closest("table").getBoundingClientRect().right - 1)
      .map(({ textContent }) => textContent),
    bars: [...document.querySelectorAll("td.bar div")].map((bar) =>
      [...bar.children].map((part) => ({
        part: part.className,
        share: part.getBoundingClientRect().width / bar.getBoundingClientRect().width,
      })),
    ),
    contrasts: [...document.querySelectorAll("small, footer, strong, dd, td, th, p, li")].map((element) => {
      const text = luminance(getComputedStyle(element).color);
      return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05);
    }),
  };
})();
