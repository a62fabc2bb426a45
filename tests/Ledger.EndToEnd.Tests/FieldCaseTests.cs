using Google.Protobuf;
using Ledger.Acts;
using Ledger.Cli;
using Ledger.Client;
using Ledger.Departments;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// What users really typed (tests/vectors/field-cases), read as the program reads it and built as the service builds it. Whether the
/// rules then take the act is the rules' affair; here it is whether it is understood rightly or refused at the right place.
/// </summary>
public sealed class FieldCaseTests
{
    private const string Owner = "opening.owners[0].party";
    private const string Certificate = "opening.owners[0].certificate";
    private const string Share = "opening.owners[0].share";

    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "vectors", "field-cases");

    /// <summary>File, encoding, and what becomes of it: built (with the owner's name as kept), a field refused, or a place in the file.</summary>
    public static IReadOnlyList<(string File, string Encoding, string Outcome)> Cases { get; } =
    [
        ("t-bom.json", "utf-8", "built 测试甲"),
        ("t-crlf.json", "utf-8", "built 测试甲"),
        ("t-array.json", "utf-8", "file 1:1 a list, expected an object"),
        ("t-comment.json", "utf-8", "file 1:1 comments"),
        ("t-dup2.json", "utf-8", "file 12:23 opening.area: the field stands twice"),
        ("t-dupkeys.json", "utf-8", "file 12:23 opening.area: the field stands twice"),
        ("t-dup3.json", "utf-8", "file 13:42 opening.co_ownership: the field is written both as 'coOwnership' and as 'co_ownership'"),
        ("t-empty.json", "utf-8", "file 1:1 the file is empty"),
        ("t-num.json", "utf-8", "file 12:13 opening.area: found a number, expected text in quotes"),
        ("pay-number.json", "utf-8", "file 1:90 tickets[0].number: found a number, expected text in quotes"),
        ("t-trailing.json", "utf-8", "file 20:9 opening.owners[0].party: a comma too many"),
        ("t-two.json", "utf-8", "file 26:1 there is something behind the request"),
        ("t-typo.json", "utf-8", "file 24:5 opening: there is no field 'araea'; did you mean 'area'?"),
        ("t-gbk.json", "utf-8", "encoding 19"),
        ("t-gbk.json", "gb18030", "built 测试甲"),
        ("t-gbk.json", "gbk", "built 测试甲"),
        ("t-gbk.json", "windows-1252", $"input {Certificate} 1"),
        ("t-gbkname.json", "utf-8", "encoding 19"),
        ("t-gbkname.json", "gb18030", "encoding 21"),
        ("t-utf16.json", "utf-8", "encoding 1"),
        ("t-utf16.json", "gb18030", "encoding 1"),
        ("t-utf16.json", "utf-16", "built 测试甲"),
        ("t-foreigner18.json", "utf-8", $"input {Owner}.document_number 18"),
        ("t-hkid.json", "utf-8", $"input {Owner}.document_number 8"),
        ("t-hkid-noparen.json", "utf-8", $"input {Owner}.document_number 8"),
        ("t-id15.json", "utf-8", $"input {Owner}.document_number"),
        ("t-macau-id.json", "utf-8", "built 测试丙"),
        ("t-officer.json", "utf-8", "built 测试丁"),
        ("t-roman10.json", "utf-8", $"input {Owner}.document_number"),
        ("t-xiamen.json", "utf-8", $"input {Owner}.document_number"),
        ("names/bullet.json", "utf-8", "built 测试·买买提"),
        ("names/katadot.json", "utf-8", "built 测试·买买提"),
        ("names/middledot.json", "utf-8", "built 测试·买买提"),
        ("names/compat.json", "utf-8", "built 測金"),
        ("names/compat2.json", "utf-8", "built \uFA11测"),
        ("names/radical.json", "utf-8", "built 长测"),
        ("names/decomp.json", "utf-8", "built SEÁN"),
        ("names/latin.json", "utf-8", "built O'CONNOR SEÁN"),
        ("names/extA.json", "utf-8", "built 测㛃"),
        ("names/extB.json", "utf-8", "built 测𠮷"),
        ("names/extE.json", "utf-8", "built 测𬭎"),
        ("names/extG.json", "utf-8", "built 测𰻝"),
        ("names/fwparen.json", "utf-8", "built 测试公司(北京)"),
        ("names/paren.json", "utf-8", "built 测试公司(北京)"),
        ("names/fwspace.json", "utf-8", "built 测试甲"),
        ("names/lead.json", "utf-8", "built 测试甲"),
        ("names/nbsp.json", "utf-8", "built 测试甲"),
        ("names/skew.json", "utf-8", "built 测试甲"),
        ("names/space.json", "utf-8", "built 测试"),
        ("names/empty.json", "utf-8", $"input {Owner}.name"),
        ("names/hex.json", "utf-8", $"input {Owner}.name 2"),
        ("names/ivs.json", "utf-8", $"input {Owner}.name 2"),
        ("names/long.json", "utf-8", $"input {Owner}.name"),
        ("names/pua.json", "utf-8", $"input {Owner}.name 2"),
        ("names/rlm.json", "utf-8", $"input {Owner}.name 3"),
        ("names/tab.json", "utf-8", $"input {Owner}.name 3"),
        ("names/zwsp.json", "utf-8", $"input {Owner}.name 3"),
        // 东莞市 is 东莞; a number used before is the rules' affair, as are a proof in place of a certificate and a year that does not fit.
        ("cert/a-dup-alias.json", "utf-8", "built 测试甲"),
        ("cert/b-G.json", "utf-8", "built 测试甲"),
        ("cert/c-8digits.json", "utf-8", "built 测试甲"),
        ("cert/d-fwdigits.json", "utf-8", "built 测试甲"),
        ("cert/e-spaces.json", "utf-8", "built 测试甲"),
        ("cert/f-othercity.json", "utf-8", "built 测试甲"),
        ("cert/g-sameG.json", "utf-8", $"input {Certificate} 15"),
        ("cert/h-5digits.json", "utf-8", $"input {Certificate} 20"),
        ("cert/i-norm.json", "utf-8", "built 测试甲"),
        ("cert/j-2015.json", "utf-8", "built 测试甲"),
        ("cert/k-future.json", "utf-8", "built 测试甲"),
        ("cert/l-prov.json", "utf-8", "built 测试甲"),
        ("cert/m-trad.json", "utf-8", $"input {Certificate} 1"),
        ("cert/n-proof.json", "utf-8", "built 测试甲"),
        ("cert/o-sq.json", "utf-8", $"input {Certificate} 2"),
        ("cert/p-6.json", "utf-8", "built 测试甲"),
        ("sh/a-pct.json", "utf-8", "built 测0"),
        ("sh/b-dec.json", "utf-8", "built 测0"),
        ("sh/c-mixed.json", "utf-8", "built 测0"),
        ("sh/d-thirds.json", "utf-8", "built 测0"),
        // Shares that do not add up are the rules' affair.
        ("sh/e-notone.json", "utf-8", "built 测0"),
        ("sh/f-over.json", "utf-8", "built 测0"),
        ("sh/g-zero.json", "utf-8", "input " + Share),
        ("sh/h-neg.json", "utf-8", $"input {Share} 1"),
        ("sh/i-den0.json", "utf-8", "input " + Share),
        ("sh/j-half.json", "utf-8", $"input {Share} 1"),
        ("sh/k-fw.json", "utf-8", "built 测0"),
        ("sh/l-tw.json", "utf-8", $"input {Share} 6"),
        ("sh/m-cn.json", "utf-8", $"input {Share} 1"),
        ("sh/n-bigden.json", "utf-8", $"input {Share} 3"),
        ("sh/o-comma.json", "utf-8", $"input {Share} 2"),
        ("sh/p-plain.json", "utf-8", "input " + Share),
        ("sh/q-dot.json", "utf-8", $"input {Share} 1"),
        ("sh/r-dec3.json", "utf-8", "built 测0"),
        ("sh/s-pct3.json", "utf-8", "built 测0"),
        ("c-comma.json", "utf-8", "built 测试甲"),
        ("c-future.json", "utf-8", "input signing_date"),
        ("c-fen.json", "utf-8", "built 测试甲"),
        ("c-ok.json", "utf-8", "built 测试甲"),
        ("c-samebuyer.json", "utf-8", "built 测试甲"),
        ("c-share33.json", "utf-8", "built 测试甲"),
        ("c-wan.json", "utf-8", "built 测试甲"),
        ("c-wanmix.json", "utf-8", "built 测试甲"),
        ("c-yuanaswan.json", "utf-8", "built 测试甲"),
        ("c-zero.json", "utf-8", "built 测试甲"),
        ("contract-base.json", "utf-8", "built 测试甲"),
        ("m-ext-b.json", "utf-8", "built 测试甲"),
        ("m-id15.json", "utf-8", "built 测试甲"),
        ("m-mortgage-doc.json", "utf-8", "built 测试甲"),
        ("m-mortgage-longterm.json", "utf-8", "input mortgages[0].terms.term_last_day"),
        ("m-mortgage-longterm30.json", "utf-8", "built 测试甲"),
        ("m-mortgage-nonlegacy.json", "utf-8", "built 测试甲"),
        ("m-plain.json", "utf-8", "built 测试甲"),
        ("m-seizure-4e9.json", "utf-8", "input seizures[0].term"),
        // Older forms of court and police numbers are numbers from profile 2 on: the rules of profile 1 refuse them.
        ("m-seizure-old.json", "utf-8", "built 测试甲"),
        ("m-seizure-plain.json", "utf-8", "built 测试甲"),
        ("m-seizure-police.json", "utf-8", "built 测试甲"),
        ("migrate-base.json", "utf-8", "built 测试甲"),
        ("open-base.json", "utf-8", "built 测试甲"),
        ("next-day.json", "utf-8", "input recording.acceptance_time_ms"),
        ("tax.json", "utf-8", "built "),
    ];

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (file, encoding, outcome) in Cases)
                rows.Add(file, encoding, outcome);

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_users_typed_is_understood_or_refused_where_it_goes_wrong(string file, string encoding, string outcome)
        => Assert.StartsWith(outcome, OutcomeOf(file, encoding), StringComparison.Ordinal);

    [Fact]
    public void Every_file_has_its_outcome()
    {
        var files = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Folder, file));
        Assert.Equal(files.Order(StringComparer.Ordinal), Cases.Select(static row => row.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string OutcomeOf(string file, string encoding)
    {
        var request = RequestOf(file);
        try
        {
            RequestJson.Read(request, TextEncoding.Decode(File.ReadAllBytes(Path.Combine(Folder, file)), encoding));
        }
        catch (TextEncodingException e)
        {
            return $"encoding {e.Line}";
        }
        catch (JsonFault e)
        {
            var fault = e.Wording.English.Split(e.Path.Length > 0 ? $"field {e.Path}: " : ": ", 2)[1];
            return $"file {e.Line}:{e.Column} {(e.Path.Length > 0 ? e.Path + ": " : "")}{fault.Replace("found a list", "a list", StringComparison.Ordinal)}";
        }

        using var keys = new UnitKeyring(new Dictionary<uint, byte[]> { [1] = new byte[32] });
        var scope = new ActScope(new NoPages(), new KeyringSalts(keys), Day.Of(2026, 11, 30), new byte[32], new byte[32]);
        var built = scope.Build(AskedAct.Alone(request));
        if (!scope.Faults.Any)
            return "built " + built.Document.Fields.FirstOrDefault(static field => field.Name is "_owner.0.name" or "_seller.0.name")?.Value;

        var failure = scope.Faults.All[0];
        Assert.NotEmpty(failure.MessageZh);
        return $"input {failure.Field}{(failure.Position > 0 ? $" {failure.Position}" : "")}";
    }

    private static IMessage RequestOf(string file) => file switch
    {
        _ when file.StartsWith("c-", StringComparison.Ordinal) || file == "contract-base.json" => new SignContractRequest(),
        _ when file.StartsWith("m-", StringComparison.Ordinal) || file == "migrate-base.json" => new OpenMigratedRequest(),
        "tax.json" => new AssessTaxRequest(),
        "pay-number.json" => new PayTaxRequest(),
        _ => new OpenFirstRegistrationRequest(),
    };

    private sealed class NoPages : IPageReader
    {
        public Page? ReadPage(string key) => null;
    }
}
