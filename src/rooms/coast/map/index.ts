/** Maps of our own: pictures, tiles, and what a press on a picture means. */
export { mapPicture, pictureAddress, type MapLine, type MapMark, type MapPicture } from './map-picture.ts'
export { mapTiles } from './tiles.route.ts'
export { pixelOf, positionAt, type MapView } from './view.ts'
