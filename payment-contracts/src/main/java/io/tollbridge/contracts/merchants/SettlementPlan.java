package io.tollbridge.contracts.merchants;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * When a merchant is paid: T+N business days after the cut-off.
 *
 * @param delayDays N, business days of the calendar
 * @param calendar one of {@link #CALENDARS}
 * @param minimumPayout minor units by currency; less is carried forward
 */
public record SettlementPlan(
        String id,
        Instant effectiveFrom,
        int delayDays,
        String calendar,
        Map<String, Long> minimumPayout) {

    /** What a plan may name: {@code TARGET}, or a country whose holidays settlement knows. */
    public static final Set<String> CALENDARS =
            Set.of(
                    """
                    TARGET
                    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ
                    BA BB BD BE BF BG BH BI BJ BL BM BO BQ BR BS BV BW BY BZ
                    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ
                    EC EE EG EH ER ES ET FI FK FM FO FR
                    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU
                    IE IM IN IO IQ IR IS IT JE JM JO JP KE KG KI KM KN KW KY KZ
                    LB LC LI LR LS LT LU LV LY
                    MA MC MD ME MF MG MH MK ML MP MQ MR MS MT MV MW MX MZ
                    NA NC NE NF NG NI NL NO NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PW PY
                    QA RE RO RS RU RW
                    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
                    TC TD TF TG TJ TK TL TM TN TO TR TT TV TZ UA UG UM US UY UZ
                    VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW\
                    """
                            .split("\\s+"));
}
