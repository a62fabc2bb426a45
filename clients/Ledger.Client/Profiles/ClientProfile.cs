using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Client;

/// <summary>
/// Everything a user's program needs to reach the ledger and to judge what it answers: a folder with
/// <c>profile.json</c> (snake case, unknown members refused) and the PEM and policy files it names.
/// Paths are relative to that folder.
/// </summary>
public sealed record ClientProfile
{
    /// <summary>Name of the file in the profile's folder.</summary>
    public const string FileName = "profile.json";

    /// <summary>The only value of <see cref="Format"/> there is so far.</summary>
    public const string CurrentFormat = "ledger-profile/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>Form of the file.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The user's name on this machine, e.g. <c>registry-clerk</c>; never a person's.</summary>
    public required string Name { get; init; }

    /// <summary>The ledger's name, <c>&lt;host&gt;/&lt;city&gt;</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Organisation that issued <see cref="Certificate"/>, e.g. <c>registration</c> or <c>bank-a</c>.</summary>
    public required string Organisation { get; init; }

    /// <summary>The part the organisation plays: <c>transaction</c>, <c>registration</c>, <c>tax</c>, <c>finance</c> or <c>audit</c>.</summary>
    public required string Department { get; init; }

    /// <summary>Unified social credit code of the organisation, when it has one; a bank's mortgages name it.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Services by department. Who may call what is the services' to say; a missing one cannot be called.</summary>
    public required IReadOnlyDictionary<string, ServiceAddress> Services { get; init; }

    /// <summary>Root certificate (PEM file) of every organisation, by its name.</summary>
    public required IReadOnlyDictionary<string, string> Roots { get; init; }

    /// <summary>The operator's certificate (PEM file): proves who calls and whose signature a request bears.</summary>
    public required string Certificate { get; init; }

    /// <summary>The operator's private key (PEM file), PKCS #8, ECDSA P-256.</summary>
    public required string Key { get; init; }

    /// <summary>Policy file (formats.md 5): whose log signatures and cosignatures make a checkpoint valid.</summary>
    public required string Policy { get; init; }

    /// <summary>
    /// PEM file with every certificate that may sign envelopes, all organisations together. Each must stand on a root of
    /// <see cref="Roots"/>. A receipt whose envelope is signed by no key of these is refused.
    /// </summary>
    public required string Signers { get; init; }

    /// <summary>A bank's signing key; null for everyone else.</summary>
    public SignerFiles? Signer { get; init; }

    /// <summary>SHA-256 of the genesis entry in lower-case hex: what a replay starts from. Null when this user does not replay.</summary>
    public string? Genesis { get; init; }

    /// <summary>The evidence book's file; null: <c>book.db</c>.</summary>
    public string? Book { get; init; }

    /// <summary>Folder the profile was loaded from; not part of the file.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Full path of the evidence book.</summary>
    [JsonIgnore]
    public string BookPath => PathOf(Book ?? "book.db");

    /// <summary>Reads a profile.</summary>
    /// <param name="path">The profile's folder, or its <c>profile.json</c>.</param>
    /// <exception cref="ProfileException">No such file, not JSON of this form, or a value that cannot be.</exception>
    public static ClientProfile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        try
        {
            using var stream = File.OpenRead(file);
            var profile = JsonSerializer.Deserialize<ClientProfile>(stream, Json)
                ?? throw new ProfileException(file, "文件为空值", "the file holds null");
            return (profile with { Folder = Path.GetDirectoryName(Path.GetFullPath(file))! }).Checked(file);
        }
        catch (JsonException e)
        {
            throw new ProfileException(file, $"JSON 无效（{e.Path}）", $"not a valid profile: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException(file, "文件无法读取", $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Writes <c>profile.json</c> into a folder, which is made for its owner only, and replaces an old one in one step; the
    /// files it names are the caller's to write.
    /// </summary>
    /// <returns>The profile as <see cref="Load"/> would give it.</returns>
    /// <exception cref="ProfileException">A value that cannot be.</exception>
    public ClientProfile Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var file = Path.Combine(folder, FileName);
        var saved = (this with { Folder = Path.GetFullPath(folder) }).Checked(file);
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.Write(file, JsonSerializer.Serialize(saved, Json) + "\n");
        return saved;
    }

    /// <summary>Full path of a file the profile names.</summary>
    public string PathOf(string relative) => Path.GetFullPath(Path.Combine(Folder, relative));

    private ClientProfile Checked(string file)
    {
        if (Format != CurrentFormat)
            throw new ProfileException(file, $"format 为“{Format}”，应为“{CurrentFormat}”", $"format is '{Format}', expected '{CurrentFormat}'");

        foreach (var (department, service) in Services)
        {
            if (!service.Address.IsAbsoluteUri || service.Address.Scheme != Uri.UriSchemeHttps)
            {
                throw new ProfileException(file, $"services.{department}.address 应为 https 地址",
                    $"services.{department}.address is '{service.Address}', expected an https address");
            }

            if (!Roots.ContainsKey(service.Organisation))
            {
                throw new ProfileException(file, $"roots 中缺少“{service.Organisation}”（services.{department} 需要）",
                    $"roots lacks '{service.Organisation}', which services.{department} names");
            }
        }

        return this;
    }
}
