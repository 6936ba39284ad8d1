"""Line pictures on a 24 by 24 grid, drawn for this project. Always beside words, never instead of them."""

PATHS = {
    "geld": '<path d="M3 7h18v11H3z"/><circle cx="12" cy="12.5" r="2.5"/>',
    "huis": '<path d="m3 11 9-7 9 7M6 9.5V20h12V9.5"/>',
    "huishouden": '<path d="M9 3v9M5 21l1.5-9h5L13 21zM17 12v9M14.5 12h5"/>',
    "verzorging": '<path d="M4 12h16v3a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM7 12V6a2 2 0 0 1 4 0"/>',
    "hart": '<path d="M12 20s-7-4.4-7-9.5A4 4 0 0 1 12 8a4 4 0 0 1 7 2.5C19 15.6 12 20 12 20z"/>',
    "hoofd": '<path d="M9 20v-3H7a2 2 0 0 1-2-2v-3l-1-1 2-3a6 6 0 0 1 12 1c0 3-2 4-2 6v5"/>',
    "gezin": '<circle cx="8" cy="8" r="3"/><circle cx="16.5" cy="11" r="2.2"/>'
    '<path d="M2.5 20c0-4.5 2.5-6.5 5.5-6.5s5.5 2 5.5 6.5M14 16.5c3.5-1.5 7 .5 7 3.5"/>',
    "mensen": '<circle cx="12" cy="5.5" r="2.5"/><circle cx="5" cy="15" r="2.5"/><circle cx="19" cy="15" r="2.5"/>'
    '<path d="m10.5 8-4 4.5M13.5 8l4 4.5M8 16h8"/>',
    "werk": '<path d="M4 8h16v11H4zM9 8V5h6v3"/>',
    "zon": '<circle cx="12" cy="12" r="4"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2 2M16.4 16.4l2 2'
    'M5.6 18.4l2-2M16.4 7.6l2-2"/>',
    "meedoen": '<circle cx="12" cy="12" r="8.5"/><path d="M8 13.5c1 2 2.5 3 4 3s3-1 4-3M9 9.5h.01M15 9.5h.01"/>',
    "glas": '<path d="M6 4h12l-1.5 8a4.5 4.5 0 0 1-9 0zM12 16.5V21M8.5 21h7"/>',
    "weegschaal": '<path d="M12 4v16M6 20h12M5 8h14M5 8l-3 6h6zM19 8l-3 6h6z"/>',
    "slot": '<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "hand": '<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6V7a1.5 1.5 0 0 1 3 0v7a6 6 0 0 1-6 6'
    'c-3 0-4.5-1.5-6-4l-2-3.5a1.4 1.4 0 0 1 2.4-1.4z"/>',
    "techniek": '<rect x="5" y="9" width="14" height="9" rx="4"/><path d="M12 9V5M9 13h.01M15 13h.01"/>',
    "hulp": '<path d="M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4c0 1-1 2-2 2A16 16 0 0 1 4 5c0-1 1-2 2-2z"/>',
    "letop": '<path d="M12 4 2.5 20h19zM12 10v5M12 17.5h.01"/>',
    "goed": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5-6"/>',
    "uitleg": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5h.01"/>',
    "fout": '<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>',
}
