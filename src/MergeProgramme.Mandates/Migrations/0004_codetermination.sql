-- The steps of co-determination that were set up for the mandate: a warning at the gate, after the mandatory point on participation.
UPDATE gate_points SET position = position + 100 WHERE decision_point = 1 AND position > 2;
UPDATE gate_points SET position = position - 99 WHERE decision_point = 1 AND position > 100;
INSERT INTO gate_points (decision_point, position, point, kind, mandatory, text_nb, text_en) VALUES
    (1, 3, 'co-determination', 1, 0, 'Alle som skal informeres, høres eller være enige, har vært med', 'Everybody who must be informed, be heard or agree has taken part');
