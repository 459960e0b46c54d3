# For sourcing: where the protos stand that ours import and that the tree does not hold.

# google_protos ROOT: the folder with google/api, google/rpc and google/type, as the build uses them. They come with a NuGet package;
# ROOT is the root of the tree. Fails where the packages have not been restored yet.
google_protos() {
  local version packages
  version=$(sed -n 's/.*"Google.Api.CommonProtos" Version="\([^"]*\)".*/\1/p' "$1/Directory.Packages.props")
  packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
  printf '%s' "${packages%/}/google.api.commonprotos/$version/content/protos"
  [[ -d ${packages%/}/google.api.commonprotos/$version/content/protos ]]
}

# node_packages FOLDER: installs what its package-lock.json pins, unless that is there already.
node_packages() {
  [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] || npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error
}
