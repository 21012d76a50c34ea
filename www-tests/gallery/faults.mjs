// What is wrong with how a view is drawn: nothing in it, text that is cut without a sign of it, parts that stick out.
// It judges boxes and words, never taste.

/**
 * Runs in the document; → a sentence for each fault.
 * @returns {string[]}
 */
export function FAULTS() {
  const SLACK_PX = 1;
  // Accents and tails of letters may stand out of a line without being cut to the eye.
  const LINE_SLACK_PX = 4;
  const found = [];
  const walk = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? walk(each.shadowRoot) : [])]);
  const name = (element) => {
    const classes = [...element.classList].map((each) => `.${each}`).join('');
    const id = element.id === '' ? '' : `#${element.id}`;
    return `${element.localName}${id}${classes} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  };
  const { clientWidth: width, clientHeight: height, scrollWidth, scrollHeight } = document.scrollingElement;
  if (scrollWidth > width + SLACK_PX) found.push(`The document is ${scrollWidth - width} px wider than its window.`);

  // Cut away by the class for it, or by the same rule in a narrow window.
  const isForEars = (element) =>
    element !== null && (getComputedStyle(element).clipPath === 'inset(50%)' || isForEars(element.parentElement));
  const seen = walk(document.body).filter((element) => {
    const isInside = element instanceof SVGElement && !(element instanceof SVGSVGElement);
    const { width, height } = element.getBoundingClientRect();
    const isDrawn = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return !isInside && isDrawn && width > 0 && height > 0 && !isForEars(element);
  });
  const wordsIn = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  if (!seen.some((element) => wordsIn(element))) found.push('Nothing is written in it.');
  // What stands around the main part is no reason for that to be empty.
  const says = (element) => wordsIn(element) || element.matches('input, textarea, select');
  for (const main of document.querySelectorAll('main, [data-section]'))
    if (main.checkVisibility() && !seen.some((element) => main.contains(element) && says(element)))
      found.push(`${name(main)} is empty.`);

  const parentOf = (element) => element.parentElement ?? element.getRootNode().host;
  const above = (element) => {
    const chain = [];
    for (let each = parentOf(element); each; each = parentOf(each)) chain.push(each);
    return chain;
  };
  const hides = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const isField = (element) => element.matches('input, textarea, select, option, optgroup, svg');
  for (const element of seen) {
    const style = getComputedStyle(element);
    const { left, right, bottom } = element.getBoundingClientRect();
    const styles = above(element).map((each) => getComputedStyle(each));
    const isHeldAcross = styles.some(({ overflowX }) => scrolls(overflowX) || hides(overflowX));
    if (!isHeldAcross && (left < -SLACK_PX || right > width + SLACK_PX)) found.push(`${name(element)} sticks out.`);
    const isHeldDown = styles.some(({ overflowY }) => scrolls(overflowY) || hides(overflowY));
    // A document that does not scroll has nothing below its window.
    if (!isHeldDown && scrollHeight <= height + SLACK_PX && bottom > height + LINE_SLACK_PX)
      found.push(`${name(element)} lies below the window.`);
    if (isField(element)) continue;
    const across = element.scrollWidth - element.clientWidth;
    const down = element.scrollHeight - element.clientHeight;
    const saysSo = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const hasWords = (element.textContent ?? '').trim() !== '';
    if (hides(style.overflowX) && !saysSo && hasWords && across > SLACK_PX)
      found.push(`${name(element)} is cut at its side: ${across} px.`);
    if (hides(style.overflowY) && !saysSo && hasWords && down > LINE_SLACK_PX)
      found.push(`${name(element)} is cut at its foot: ${down} px.`);
    if (style.textOverflow === 'ellipsis' && hides(style.overflowX) && across > SLACK_PX && element.clientWidth < 20)
      found.push(`${name(element)} is squeezed to ${element.clientWidth} px.`);
    // What is set within a line has no box of its own to be outside of.
    const hasBox = element.clientWidth > 0;
    if (style.overflowX === 'visible' && hasBox && wordsIn(element) && across > SLACK_PX)
      found.push(`${name(element)} has words ${across} px outside itself.`);
  }
  return [...new Set(found)];
}
