using System.Text;
using Ledger.Acts;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>One dialect of JSON; whatever else a file holds is a fault at its place.</summary>
public sealed class RequestJsonTests
{
    [Theory]
    [InlineData("""{"kind":2}""", 1, 9, "kind")]
    [InlineData("""{"kind":"STOCKS"}""", 1, 9, "kind")]
    [InlineData("""{"vat_rate":-1}""", 1, 13, "vat_rate")]
    [InlineData("""{"vat_rate":1.0}""", 1, 13, "vat_rate")]
    [InlineData("""{"vat_rate":1e3}""", 1, 13, "vat_rate")]
    [InlineData("""{"vat_rate":4294967296}""", 1, 13, "vat_rate")]
    [InlineData("""{"price":null}""", 1, 10, "price")]
    [InlineData("""{"price":[]}""", 1, 10, "price")]
    [InlineData("""{"units":{}}""", 1, 10, "units")]
    [InlineData("""{"units":[1]}""", 1, 11, "units[0]")]
    [InlineData("""{"contract_number":"\ud842"}""", 1, 20, "contract_number")]
    [InlineData("""{"context":{}}""", 1, 2, "context")]
    [InlineData("""{"价":1}""", 1, 2, "")]
    [InlineData("""{"contract_number":"价","kind":7}""", 1, 31, "kind")]
    [InlineData("""{"document":{"files":[{"sha256":"AAA"}]}}""", 1, 33, "document.files[0].sha256")]
    [InlineData("""{"document":{"files":[{"sha256":"AAB="}]}}""", 1, 33, "document.files[0].sha256")]
    [InlineData("""{"units":[{"sellers":[{"not_signing":"true"}]}]}""", 1, 38, "units[0].sellers[0].not_signing")]
    [InlineData("{\n\"kind\":", 2, 8, "kind")]
    [InlineData("{} // end", 1, 4, "")]
    [InlineData("{'kind':1}", 1, 2, "")]
    public void A_wrong_value_is_named_by_line_column_and_field(string json, int line, int column, string field)
    {
        var fault = Assert.Throws<JsonFault>(() => RequestJson.Read(new SignContractRequest(), json));
        Assert.Equal((line, column, field), (fault.Line, fault.Column, fault.Path));
        Assert.NotEqual(fault.Wording.Chinese, fault.Wording.English);
    }

    [Fact]
    public void Whole_numbers_are_read_with_and_without_quotes_exactly()
    {
        var request = new EnterSeizureRequest();
        RequestJson.Read(
            request, """{"delivery_time_ms":18446744073709551615,"term":{"months":"36","days":1},"recording":{"acceptanceTimeMs":"1796000000000"}}""");
        Assert.Equal((18446744073709551615UL, 36u, 1u, 1796000000000UL),
            (request.DeliveryTimeMs, request.Term.Months, request.Term.Days, request.Recording.AcceptanceTimeMs));
    }

    [Fact]
    public void Any_damaged_file_is_read_or_refused_at_a_place_inside_of_it()
    {
        var random = new Random(20261130);
        foreach (var form in ActForms.All)
        {
            var template = RequestFields.Template(form);
            for (var i = 0; i < 300; i++)
            {
                var text = new StringBuilder(template);
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                {
                    var place = random.Next(text.Length);
                    _ = random.Next(4) switch
                    {
                        0 => text.Remove(place, Math.Min(random.Next(1, 9), text.Length - place)),
                        1 => text.Insert(place, "\"{}[],:/0e-\\u价\n"[random.Next(14)]),
                        2 => text.Append(text.ToString(place, Math.Min(20, text.Length - place))),
                        _ => text.Replace(text[place], (char)random.Next(1, 0x300), place, 1),
                    };
                }

                try
                {
                    RequestJson.Read(form.Create(), text.ToString());
                }
                catch (JsonFault e)
                {
                    Assert.InRange(e.Line, 1, text.ToString().Count(static c => c == '\n') + 1);
                    Assert.InRange(e.Column, 1, text.Length + 1);
                }
            }
        }
    }

    [Fact]
    public void Any_bytes_are_text_or_refused_and_never_become_the_replacement_character()
    {
        var random = new Random(20261130);
        foreach (var encoding in TextEncoding.Names)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = new byte[random.Next(24)];
                random.NextBytes(bytes);
                try
                {
                    var text = TextEncoding.Decode(bytes, encoding);
                    Assert.True(!text.Contains('\uFFFD') || encoding is "utf-8" or "utf-16" or "gb18030", $"{encoding}: {Convert.ToHexString(bytes)}");
                }
                catch (TextEncodingException e)
                {
                    Assert.Contains("--encoding", e.Chinese, StringComparison.Ordinal);
                }
            }
        }
    }
}
