-- Whether the benefits are handed over is found out from benefits, where people used to answer it.
UPDATE gate_points SET point = 'benefits', kind = 1,
    text_nb = 'Hvert tiltak og hver gevinst er overtatt av en navngitt eier i linjen',
    text_en = 'Each measure and benefit is taken over by a named owner in the line'
WHERE decision_point = 5 AND point = 'handed-over';
