// On every map of the kit: a wheel without Ctrl scrolls the page, a popup stands above all, and it
// is dark where JupyterLab's theme is; on any other page, where the reader's system is.
addEventListener(
  'wheel',
  (event) => event.ctrlKey || event.stopPropagation(),
  {capture: true, passive: true},
);
if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
  L.Map.mergeOptions({
    zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false,
  });
}
// Leaflet keeps popups in a pane beneath its controls: take them out, and let them go along.
const liftPopups = (sheet) => {
  const popups = sheet.getPane('popupPane');
  const follow = () => {
    L.DomUtil.setPosition(popups, L.DomUtil.getPosition(sheet.getPane('mapPane')));
  };
  sheet.getContainer().append(popups);
  sheet.on('move viewreset zoomend', follow);
  follow();
};
// An exported page names a theme, too, but has always the same one.
const followTheme = () => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let body = document.body;
  try { body = parent.document.body; } catch { } // it may not reach the page around it
  const shade = () => {
    const theme = body.matches('.jp-Notebook') ? '' : body.dataset.jpThemeLight;
    document.documentElement.classList.toggle('dark', theme ? theme === 'false' : system.matches);
  };
  system.addEventListener('change', shade);
  new MutationObserver(shade).observe(body, {attributeFilter: ['data-jp-theme-light']});
  shade();
};
followTheme();
