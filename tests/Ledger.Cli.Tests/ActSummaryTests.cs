using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.V1;
using Spectre.Console;

namespace Ledger.Cli.Tests;

/// <summary>What is shown before it is recorded is what will be recorded: all of it, by its parts, with sums that add up.</summary>
public sealed class ActSummaryTests
{
    [Fact]
    public void No_field_of_any_act_is_left_out_or_without_a_name()
    {
        foreach (var form in ActForms.All)
        {
            var request = form.Create();
            var filled = new List<(string Path, string Field, string Shown)>();
            Fill(request, "", filled);
            var shown = Show(request, Language.English);
            foreach (var (path, field, text) in filled)
            {
                Assert.True(shown.Contains(text, StringComparison.Ordinal), $"{form.Group} {form.Verb}: {path} = {text} is not shown in\n{shown}");
                var name = FieldNames.Of(field);
                Assert.True(name.Chinese != field && name.English.Length > 0 && shown.Contains(name.English, StringComparison.Ordinal), $"{path} has no name");
            }
        }
    }

    [Fact]
    public void Equal_lines_are_shown_each_and_their_total()
    {
        var request = new PayTaxRequest
        {
            Tickets = { new TicketInput { Number = "T1", Amount = Yuan("10000") }, new TicketInput { Number = "T2", Amount = Yuan("10000") } },
        };
        var shown = Show(request, Language.English);
        Assert.Equal(3, shown.Split("0,000.00 yuan").Length - 1);
        Assert.Contains("ticket 2/2", shown, StringComparison.Ordinal);
        Assert.Matches("total amount +20,000.00 yuan", shown);
    }

    [Fact]
    public void Of_amounts_that_nobody_states_there_is_no_total()
    {
        var ticket = new TicketInput { Number = "T1", Lines = { new TicketLineInput { Tax = TaxKind.Deed, Amount = Yuan("10000") } } };
        Assert.DoesNotContain("total", Show(new PayTaxRequest { Tickets = { ticket, ticket } }, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_stated_is_not_shown_but_the_first_party_of_a_list_is()
    {
        var shown = Show(new OldMortgageInput { Terms = new MortgageTermsInput { Mode = MortgageMode.General } }, Language.English);
        Assert.DoesNotContain("rank", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("transfer restricted", shown, StringComparison.Ordinal);
        Assert.Matches("mode +general", shown);
        Assert.DoesNotContain("not stated", Show(new EnterSeizureRequest { UnitCode = "U" }, Language.English), StringComparison.Ordinal);
        Assert.Matches("party +0", Show(new StakeInput { Share = "1/2" }, Language.English));
    }

    [Theory]
    [InlineData("900000.005", AmountUnit.Yuan, "900,000.01 yuan")]
    [InlineData("90.0000005", AmountUnit.WanYuan, "900,000.01 yuan")]
    public void An_amount_of_too_many_decimals_is_shown_as_recorded_and_doubted(string value, AmountUnit unit, string recorded)
    {
        var shown = Show(new SignContractRequest { Price = new AmountInput { Value = value, Unit = unit } }, Language.English);
        Assert.Matches($"price +{recorded}", shown);
        Assert.Matches($"doubtful +price '{value}'.*recorded as {recorded}", shown);
    }

    [Theory]
    [InlineData("80.555", "80.56", true)]
    [InlineData("80.550", "80.55", false)]
    [InlineData("80.5", "80.50", false)]
    public void An_area_is_shown_as_recorded(string area, string recorded, bool doubted)
    {
        var shown = Show(new OpeningInput { Area = area }, Language.English);
        Assert.Matches($"area, m² +{recorded}", shown);
        Assert.Equal(doubted, shown.Contains("doubtful", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_of_persons_are_masked()
    {
        var shown = Show(new ExemptTaxRequest { Taxpayer = new PartyInput { DocumentType = 1, DocumentNumber = "441900188001010016", Name = "张三" } },
            Language.English);
        Assert.DoesNotContain("18800101", shown, StringComparison.Ordinal);
        Assert.Contains("张三 (resident identity card, 441…0016)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_has_words_for_every_code_of_every_act()
    {
        foreach (var type in ActForms.All.SelectMany(form => Enums(form.Create().Descriptor)).Append(RecordState.Unspecified.GetType()).Distinct())
        {
            foreach (var code in Enum.GetValues(type).Cast<Enum>())
            {
                var words = CodeWords.Of(code);
                Assert.True(words.Chinese.Any(static c => c >= '\u4e00') && words.English != code.ToString()
                    && !words.English.Contains('_'), $"{type.Name}.{code}");
            }
        }
    }

    private static IEnumerable<Type> Enums(MessageDescriptor type) => type.Fields.InDeclarationOrder().SelectMany(static field => field.FieldType switch
    {
        FieldType.Enum => [field.EnumType.ClrType],
        FieldType.Message => Enums(field.MessageType),
        _ => Enumerable.Empty<Type>(),
    });

    /// <summary>Fills every field with a value that no other has, as far as its type allows, and says how it must be seen.</summary>
    private static void Fill(IMessage message, string path, List<(string Path, string Field, string Shown)> filled)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var here = $"{path}/{field.Name}";
            var number = 1000 + (uint)filled.Count;
            var (value, shown) = field.FieldType switch
            {
                FieldType.Message when field.MessageType == AmountInput.Descriptor =>
                    ((object)Yuan($"{number}.25"), FormattableString.Invariant($"{number:N0}.25 yuan")),
                FieldType.Message when field.MessageType == PartyInput.Descriptor => (new PartyInput { Name = $"P{number}" }, $"P{number}"),
                FieldType.Message => (field.MessageType.Parser.ParseFrom([]), ""),
                FieldType.String when field.Name == "area" => ($"{number}.75", $"{number}.75"),
                FieldType.String => ($"S{number}", $"S{number}"),
                FieldType.Bool => (true, "yes"),
                FieldType.Bytes => (ByteString.CopyFromUtf8($"B{number}"), Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes($"B{number}"))),
                FieldType.UInt64 when !field.Name.EndsWith("_ms", StringComparison.Ordinal) => ((ulong)number, $"{number}"),
                FieldType.UInt64
                    => (946_684_800_000UL + (number * 86_400_000UL), DateTimeOffset.FromUnixTimeMilliseconds(946_684_800_000L + (number * 86_400_000L))
                        .ToString("yyyy-MM-dd", null)),
                FieldType.UInt32 when field.Name is "rate" or "vat_rate" => (number, FormattableString.Invariant($"{number / 1000m:0.###} %")),
                FieldType.UInt32 => (number, $"{number}"),
                FieldType.Enum => (Enum.ToObject(field.EnumType.ClrType, 1), CodeWords.Of((Enum)Enum.ToObject(field.EnumType.ClrType, 1)).English),
                _ => throw new InvalidOperationException($"No value for {here}."),
            };
            filled.Add((here, field.Name, shown));
            if (value is IMessage nested and not (AmountInput or PartyInput))
                Fill(nested, here, filled);

            if (field.IsRepeated)
            {
                ((IList)field.Accessor.GetValue(message)).Add(value);
            }
            else
            {
                field.Accessor.SetValue(message, value);
            }
        }
    }

    private static AmountInput Yuan(string value) => new() { Value = value };

    private static string Show(IMessage request, Language language)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 300;
        console.Write(ActSummary.Of(request, language));
        return writer.ToString();
    }
}
