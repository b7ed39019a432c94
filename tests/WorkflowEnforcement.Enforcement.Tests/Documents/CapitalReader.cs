namespace WorkflowEnforcement.Enforcement.Tests.Documents;

/// <summary>Reads capital sums the way a cashier does, unit by unit; shares nothing with the writer.</summary>
internal static class CapitalReader
{
    public static long Cents(string text)
    {
        long total = 0, section = 0, group = 0, digit = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case '仟' or '佰' or '拾':
                    group += digit * (c == '仟' ? 1000 : c == '佰' ? 100 : 10);
                    digit = 0;
                    break;
                case '万':
                    section += (group + digit) * 10_000;
                    (group, digit) = (0, 0);
                    break;
                case '亿':
                    total += (section + group + digit) * 100_000_000;
                    (section, group, digit) = (0, 0, 0);
                    break;
                case '元':
                    total = (total + section + group + digit) * 100;
                    (section, group, digit) = (0, 0, 0);
                    break;
                case '角' or '分':
                    total += digit * (c == '角' ? 10 : 1);
                    digit = 0;
                    break;
                case '整':
                    break;
                default:
                    digit = "零壹贰叁肆伍陆柒捌玖".IndexOf(c, StringComparison.Ordinal);
                    break;
            }
        }

        return total;
    }
}
