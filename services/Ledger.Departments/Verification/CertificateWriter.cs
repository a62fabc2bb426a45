using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>Makes certificate files (formats.md 10) at one block that bears the quorum; discloses only what the claim needs.</summary>
internal sealed class CertificateWriter(Peer peer, PublishedBlock published, ulong evidenceTimeMs)
{
    /// <summary>Largest certificate, in bytes (formats.md 12).</summary>
    public const int MaximumBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes them at the newest block that bears the quorum.</summary>
    /// <exception cref="RpcException">UNAVAILABLE: there is none yet, or none that can be dated.</exception>
    public static CertificateWriter AtQuorum(Peer peer, TimeProvider time)
    {
        var published = peer.Published
            ?? throw Statuses.Retry(StatusCode.Unavailable, "No checkpoint bears the quorum yet. | 尚无检查点达到法定签署数。", TimeSpan.FromSeconds(1));
        return new(peer, published, EvidenceTimeMs(published, time));
    }

    /// <summary>The unit's title page, or null when absent.</summary>
    public TitlePage? ReadTitle(UnitCode unit) => Body(PageKeys.Title(unit.ToString())) is { } body ? TitlePage.Parser.ParseFrom(body) : null;

    /// <summary>The unit's encumbrance page, or null when absent.</summary>
    public EncumbrancePage? ReadEncumbrances(UnitCode unit)
        => Body(PageKeys.Encumbrances(unit.ToString())) is { } body ? EncumbrancePage.Parser.ParseFrom(body) : null;

    /// <summary>Certificate of the title.</summary>
    public byte[] Title(UnitCode unit)
        => Write("title", unit, TitleClaim.Read(unit, ReadTitle(unit), evidenceTimeMs).Text, [PageKeys.Title(unit.ToString())]);

    /// <summary>Certificate of the liens, or that there is none: the unit's page and those of every parcel it stands on.</summary>
    public byte[] Lien(UnitCode unit)
    {
        var needed = LienClaim.PagesNeeded(unit, ReadEncumbrances(unit));
        var pages = needed.ToDictionary(code => code.ToString(), ReadEncumbrances, StringComparer.Ordinal);
        return Write("lien", unit, LienClaim.Read(unit, pages, evidenceTimeMs).Text, [.. needed.Select(code => PageKeys.Encumbrances(code.ToString()))]);
    }

    /// <summary>What dates the words of a certificate: its own cosignatures, as its reader dates them, never this node's clock.</summary>
    private static ulong EvidenceTimeMs(PublishedBlock published, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (published.Verdict.EvidenceTime(now) is { } evidenceTime)
            return (ulong)evidenceTime.ToUnixTimeMilliseconds();

        var ahead = published.Verdict.Ahead(now);
        throw Statuses.Retry(
            StatusCode.Unavailable,
            "No certificate can be dated now: "
                + string.Join(", ", ahead.Select(line => $"the line of {line.Name} is {DurationText.English(line.By)} ahead of this node's clock"))
                + "; ask again once the clocks are right. | 暂时无法为证明确定日期："
                + string.Join("，", ahead.Select(line => $"{line.Name}的联署比本节点时钟快{DurationText.Chinese(line.By)}"))
                + "；请待时钟恢复后再查。",
            TimeSpan.FromSeconds(10));
    }

    private byte[] Write(string kind, UnitCode unit, Wording claim, IReadOnlyList<string> keys)
    {
        var block = published.Info.Number;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("unit", unit.ToString());
            json.WriteString("claim", $"{claim.Chinese} | {claim.English}");
            json.WriteStartArray("pages");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                if (peer.Reader.ReadPage(key, block) is { } page)
                    json.WriteBase64String("page", page);

                json.WriteBase64String("proof", peer.Reader.ProveState(key, block));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBase64String("seal", peer.Reader.ReadSeal(block));
            json.WriteString("tlog_proof", SealProof.Of(peer, published));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private Google.Protobuf.ByteString? Body(string key)
        => peer.Reader.ReadPage(key, published.Info.Number) is { } bytes ? Page.Parser.ParseFrom(bytes).Body : null;
}
