using System.Globalization;

namespace Ledger.Facts;

/// <summary>
/// A character that a text must not hold: what people cannot see, what machines read differently, or what stands for a character
/// that was lost on the way.
/// </summary>
internal static class UnwantedCharacter
{
    private static readonly Wording Wanted = new("可见字符", "a character that can be seen");

    /// <summary>
    /// Finds the first unwanted character of a name: control, invisible, bidirectional, private-use, unassigned, lone
    /// surrogate, replacement.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="subject">What it is to be.</param>
    /// <returns>The fault with its place counted in characters from 1; null when there is none.</returns>
    public static FormatError? InName(string text, Wording subject) => Find(text, subject, static (character, category) => KindInName(character, category));

    /// <summary>As <see cref="InName"/>, for running text: line ends and tabs, private-use characters and joiners may stand there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="subject">What it is to be.</param>
    public static FormatError? InText(string text, Wording subject) => Find(text, subject, static (character, category) => KindInText(character, category));

    private static FormatError? Find(string text, Wording subject, Func<int, UnicodeCategory, Wording?> judge)
    {
        var place = 0;
        for (var i = 0; i < text.Length; i++)
        {
            place++;
            var character = NormalForm.At(text, ref i);
            if (judge(character, CharUnicodeInfo.GetUnicodeCategory(character)) is { } kind)
            {
                var seen = $"U+{character:X4}";
                return new(
                    subject,
                    place,
                    seen,
                    new($"{Wanted.Chinese}（{seen}是{kind.Chinese}）", $"{Wanted.English} ({seen} is {kind.English})"));
            }
        }

        return null;
    }

    private static Wording? KindInName(int character, UnicodeCategory category) => category switch
    {
        _ when IsReplacement(character) => new("替代丢失字符的符号，请核对文件编码", "a sign for a character that was lost: check the encoding of the file"),
        _ when IsVariationSelector(character) => new("不可见的字形选择符", "an invisible variation selector"),
        UnicodeCategory.Control => new("控制字符", "a control character"),
        UnicodeCategory.Format when IsBidirectional(character) => new("不可见的双向书写控制符", "an invisible control of writing direction"),
        UnicodeCategory.Format => new("不可见字符", "invisible"),
        UnicodeCategory.PrivateUse => new("私用区字符，其字形因机器而异，请用标准字符", "of the private-use area, shown differently by every machine: write the standard character"),
        UnicodeCategory.Surrogate => new("不成对的代理项", "half of a character"),
        UnicodeCategory.OtherNotAssigned => new("未定义字符", "not assigned to a character"),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new("分行符", "a line separator"),
        _ when IsBlank(character) => new("不可见字符", "invisible"),
        _ => null,
    };

    private static Wording? KindInText(int character, UnicodeCategory category) => category switch
    {
        UnicodeCategory.Control when character is '\t' or '\n' or '\r' => null,
        UnicodeCategory.PrivateUse => null,
        UnicodeCategory.Format when !IsBidirectional(character) && character is 0x200C or 0x200D or 0x00AD => null,
        UnicodeCategory.NonSpacingMark => null,
        _ => KindInName(character, category),
    };

    private static bool IsReplacement(int character) => character is 0xFFFD or 0xFFFC;

    private static bool IsBidirectional(int character) => character is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static bool IsVariationSelector(int character)
        => character is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F);

    /// <summary>Letters and signs without a shape: joiners, fillers, the empty pattern of Braille.</summary>
    private static bool IsBlank(int character)
        => character is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;
}
