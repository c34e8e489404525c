// On every map of the kit: a wheel without Ctrl scrolls the page, and a popup stands above all.
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
